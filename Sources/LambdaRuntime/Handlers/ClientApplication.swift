/// The mobile application that invoked the function.
public struct ClientApplication: Codable, Sendable, Hashable {
    /// The identifier of this installation of the application.
    public var installationID: String?
    /// The title of the application.
    public var appTitle: String?
    /// The name of the application's version.
    public var appVersionName: String?
    /// The code of the application's version.
    public var appVersionCode: String?
    /// The name of the application's package.
    public var appPackageName: String?

    /// Makes a description of an application.
    ///
    /// - Parameters:
    ///   - installationID: The identifier of this installation of the application.
    ///   - appTitle: The title of the application.
    ///   - appVersionName: The name of the application's version.
    ///   - appVersionCode: The code of the application's version.
    ///   - appPackageName: The name of the application's package.
    public init(
        installationID: String? = nil,
        appTitle: String? = nil,
        appVersionName: String? = nil,
        appVersionCode: String? = nil,
        appPackageName: String? = nil
    ) {
        self.installationID = installationID
        self.appTitle = appTitle
        self.appVersionName = appVersionName
        self.appVersionCode = appVersionCode
        self.appPackageName = appPackageName
    }

    private enum CodingKeys: String, CodingKey {
        case installationID = "installation_id"
        case appTitle = "app_title"
        case appVersionName = "app_version_name"
        case appVersionCode = "app_version_code"
        case appPackageName = "app_package_name"
    }
}
