import LambdaRuntime
import Logging

/// The function's log, without the runtime's last word, which names variables: the command says why it ends itself.
struct ServeLogHandler: LogHandler {
    private var log: LambdaLogHandler

    init(label: String) { log = LambdaLogHandler(label: label) }

    var metadata: Logger.Metadata {
        get { log.metadata }
        set { log.metadata = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { log.metadataProvider }
        set { log.metadataProvider = newValue }
    }

    var logLevel: Logger.Level {
        get { log.logLevel }
        set { log.logLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { log[metadataKey: key] }
        set { log[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        guard event.level < .critical else { return }
        log.log(event: event)
    }
}
