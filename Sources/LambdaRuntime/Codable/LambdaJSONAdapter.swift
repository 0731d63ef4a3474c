/// Serves a ``LambdaHandler`` that returns a value, with JSON in and out.
public typealias LambdaJSONAdapter<Base: LambdaHandler> = LambdaCodableAdapter<
    LambdaHandlerAdapter<Base.Event, Base.Output, Base>,
    Base.Event,
    Base.Output,
    LambdaJSONEventDecoder,
    LambdaJSONOutputEncoder<Base.Output>
> where Base.Event: Decodable, Base.Output: Encodable

/// Serves a ``LambdaHandler`` that returns nothing, with JSON in.
public typealias LambdaJSONVoidAdapter<Base: LambdaHandler> = LambdaCodableAdapter<
    LambdaHandlerAdapter<Base.Event, Void, Base>,
    Base.Event,
    Void,
    LambdaJSONEventDecoder,
    VoidEncoder
> where Base.Event: Decodable, Base.Output == Void
