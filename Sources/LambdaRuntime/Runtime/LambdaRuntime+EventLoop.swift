extension LambdaRuntime {
    /// Runs the handler on the thread that talks with Lambda, so that an invocation changes no thread.
    ///
    /// It is for handlers that answer at once or wait by `await`. Such a thread is made for this runtime alone. While the
    /// handler computes or blocks, nothing is sent, not even what it has written before; child tasks of the handler run on
    /// the same thread, one at a time, unless they choose another executor.
    /// - Returns: A runtime that does so, whatever event loop this one was made with.
    public func handlerOnEventLoop() -> LambdaRuntime {
        var runtime = self
        runtime.host.eventLoop = Lambda.handlerEventLoop
        runtime.runsHandlerOnEventLoop = true
        return runtime
    }
}
