public import Foundation

/// Chromium without a window, used as a person would: it clicks, types and reads what is shown.
///
/// ChromeDriver drives it by the W3C's WebDriver protocol.
public final class Browser: Sendable {
    private let driver: GuardedProcess
    private let port: Int
    private let session: String

    private init(_ driver: GuardedProcess, port: Int, session: String) {
        (self.driver, self.port, self.session) = (driver, port, session)
    }

    /// Starts a browser with an empty profile and a window of 1280 by 900.
    ///
    /// - Returns: The browser, at an empty page.
    /// - Throws: ``ServiceError`` with `notReady` when Chromium or ChromeDriver is not installed or does not start.
    public static func start() async throws -> Browser {
        let driver = try await GuardedProcess(name: "chromedriver")
        return try await FreePort.retrying { port in
            try await driver.start(
                ["chromedriver", "--port=\(port)"],
                environment: GuardedProcess.environment.merging(["HOME": driver.directory, "TMPDIR": driver.directory])
                { $1 },
                readiness: .port(port)
            )
            let answer = try await call(port, "/session", Capabilities(profile: driver.directory + "/profile"))
            let session = try JSONDecoder().decode(Value<Session>.self, from: answer).value.sessionId
            return Browser(driver, port: port, session: session)
        }
    }

    /// Ends it.
    public func end() async { await driver.end() }

    /// Goes to an address and waits until it is loaded.
    public func open(_ url: String) async throws {
        try await post("url", ["url": url])
    }

    /// Clicks the first element of a selector.
    public func click(_ selector: String) async throws {
        try await post("element/\(try await element(selector))/click", [String: String]())
    }

    /// Types keys into the first element of a selector, behind what is in it; `\u{E007}` is Enter.
    public func type(_ text: String, into selector: String) async throws {
        try await post("element/\(try await element(selector))/value", ["text": text])
    }

    /// Empties the first field of a selector and types into it.
    public func replace(_ selector: String, with text: String) async throws {
        try await post("element/\(try await element(selector))/clear", [String: String]())
        try await type(text, into: selector)
    }

    /// The texts of all elements of a selector, as they are shown.
    public func texts(_ selector: String) async throws -> [String] {
        try await evaluate("[...document.querySelectorAll(\(Self.literal(selector)))].map(e => e.innerText)")
    }

    /// The value of an expression of JavaScript.
    public func evaluate<T: Decodable>(_ expression: String, as type: T.Type = T.self) async throws -> T {
        let answer = try await post("execute/sync", Script("return \(expression)"))
        return try JSONDecoder().decode(Value<T>.self, from: answer).value
    }

    /// Waits until an expression of JavaScript is true, looking whenever the page changes.
    ///
    /// - Throws: ``ServiceError`` with `commandFailed` after 30 s.
    public func wait(until expression: String) async throws {
        let script = """
            const done = arguments[arguments.length - 1];
            const look = () => { if (\(expression)) { observer.disconnect(); done(true); } };
            const observer = new MutationObserver(look);
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            look();
            """
        try await post("execute/async", Script(script))
    }

    /// Has pages see a system that is `dark` or `light`.
    public func prefer(colorScheme: String) async throws {
        let feature = MediaFeature(name: "prefers-color-scheme", value: colorScheme)
        try await post("goog/cdp/execute", Command(cmd: "Emulation.setEmulatedMedia", params: ["features": [feature]]))
    }

    /// Gives pages another size, in CSS pixels.
    public func resize(width: Int, height: Int) async throws {
        let metrics = Metrics(width: width, height: height)
        try await post("goog/cdp/execute", Command(cmd: "Emulation.setDeviceMetricsOverride", params: metrics))
    }

    /// What pages have logged as errors since it was last asked, such as what their policy refused.
    public func errors() async throws -> [String] {
        let answer = try await post("se/log", ["type": "browser"])
        let entries = try JSONDecoder().decode(Value<[LogEntry]>.self, from: answer).value
        return entries.filter { $0.level == "SEVERE" }.map(\.message)
    }

    // MARK: Protocol

    private func element(_ selector: String) async throws -> String {
        let answer = try await post("element", ["using": "css selector", "value": selector])
        return try JSONDecoder().decode(Value<[String: String]>.self, from: answer).value.values.first ?? ""
    }

    @discardableResult
    private func post(_ path: String, _ body: some Encodable) async throws -> Data {
        try await Self.call(port, "/session/\(session)/\(path)", body)
    }

    private static func call(_ port: Int, _ path: String, _ body: some Encodable) async throws -> Data {
        let answer = try await HTTP.post(JSONEncoder().encode(body), toPort: port, path: path, version: "1.1")
        guard answer.status == 200 else {
            throw ServiceError(.commandFailed, "\(path): \(String(decoding: answer.body.prefix(600), as: UTF8.self))")
        }
        return answer.body
    }

    private static func literal(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
