public import DuckDBServerless
public import Logging

extension ColdStartTimeline {
    /// The phases for a log line: name, start and duration in milliseconds, to the microsecond.
    public var metadata: Logger.MetadataValue {
        .array(
            phases.map { phase in
                .dictionary([
                    "name": .string(phase.name),
                    "start": .string(Self.milliseconds(phase.start)),
                    "duration": .string(Self.milliseconds(phase.duration)),
                ])
            }
        )
    }

    private static func milliseconds(_ value: Double) -> String {
        String((value * 1000).rounded() / 1000)
    }
}
