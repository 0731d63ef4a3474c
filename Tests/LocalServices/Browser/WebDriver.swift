/// The messages of the WebDriver protocol.
extension Browser {
    struct Value<T: Decodable>: Decodable {
        let value: T
    }

    struct Session: Decodable {
        let sessionId: String
    }

    struct LogEntry: Decodable {
        let level: String
        let message: String
    }

    struct Script: Encodable {
        let script: String
        let args: [String] = []

        init(_ script: String) { self.script = script }
    }

    struct Command<Parameters: Encodable>: Encodable {
        let cmd: String
        let params: Parameters
    }

    struct MediaFeature: Encodable {
        let name: String
        let value: String
    }

    struct Metrics: Encodable {
        let width: Int
        let height: Int
        let deviceScaleFactor = 1
        let mobile = true
    }

    /// What the browser is to be.
    struct Capabilities: Encodable {
        private let capabilities: [String: Match]

        init(profile: String) {
            // Without a sandbox of its own: tests run as root, and open what they serve themselves.
            let arguments = [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1280,900",
                "--disable-background-networking", "--no-first-run", "--user-data-dir=\(profile)",
            ]
            capabilities = ["alwaysMatch": Match(options: Options(args: arguments))]
        }

        private struct Match: Encodable {
            let options: Options
            let logging = ["browser": "ALL"]

            enum CodingKeys: String, CodingKey {
                case options = "goog:chromeOptions"
                case logging = "goog:loggingPrefs"
            }
        }

        private struct Options: Encodable {
            let binary = "/usr/bin/chromium"
            let args: [String]
        }
    }
}
