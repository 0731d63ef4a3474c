import AWSParameters
import Testing

@Suite("Profile files")
struct ProfileFileTests {
    @Test("In config a profile's title begins with the word, the default one's need not, and other sections are none")
    func configTitles() {
        let file = ProfileFile(
            config: """
                before = any section
                [default]
                region = a
                [profile work]
                region = b
                [ profile\tspaced  name ]
                region = c
                [work]
                region = not a profile
                [profilework]
                region = not a profile
                [sso-session work]
                region = not a profile
                """,
            credentials: ""
        )
        #expect(
            file.profiles == ["default": ["region": "a"], "work": ["region": "b"], "spaced  name": ["region": "c"]]
        )
    }

    @Test("In credentials a title is the profile's name")
    func credentialsTitles() {
        let file = ProfileFile(config: "", credentials: "[default]\na = 1\n[work]\na = 2\n[ spaced ]\na = 3")
        #expect(file.profiles == ["default": ["a": "1"], "work": ["a": "2"], "spaced": ["a": "3"]])
    }

    @Test("What both files say counts as credentials says it, and the rest is put together")
    func precedence() {
        let file = ProfileFile(
            config: "[profile work]\nkey = config\nregion = r\n[profile config]\na = 1",
            credentials: "[work]\nkey = credentials\ntoken = t\n[credentials]\na = 2"
        )
        #expect(file.profiles["work"] == ["key": "credentials", "region": "r", "token": "t"])
        #expect(file.profiles["config"] == ["a": "1"] && file.profiles["credentials"] == ["a": "2"])
    }

    @Test("A section that comes twice is one profile, and one without settings is a profile too")
    func repeatedSections() {
        let file = ProfileFile(config: "", credentials: "[a]\nx = 1\ny = 1\n[b]\n[a]\ny = 2")
        #expect(file.profiles == ["a": ["x": "1", "y": "2"], "b": [:]])
    }

    @Test("Comments and blank lines are no settings, and a title may have a comment")
    func comments() {
        let file = ProfileFile(
            config: "",
            credentials: "# [a]\n; x = 0\n\n[a] # title\n#x = 1\n;x = 1\n  # indented = 1\nx = 2\n\n"
        )
        #expect(file.profiles == ["a": ["x": "2"]])
    }

    @Test("Settings within a setting are not the profile's")
    func nested() {
        let file = ProfileFile(
            config: "[default]\ns3 =\n  region = nested\n\tx = nested\nregion = own\n [profile indented]\ny = own",
            credentials: ""
        )
        #expect(file.profiles == ["default": ["s3": "", "region": "own", "y": "own"]])
    }

    @Test("Lines may end as on Windows")
    func lineEnds() {
        let file = ProfileFile(config: "[default]\r\nregion = a\r\n\r\n", credentials: "[default]\r\nkey = k\r\n")
        #expect(file.profiles == ["default": ["region": "a", "key": "k"]])
    }

    @Test("A name is read in lower case, a value to the end of its line, and what is no setting is passed over")
    func settings() {
        let file = ProfileFile(config: "", credentials: "[a]\nAWS_Key=  b=c #d; \t\nword\nempty =\n= no name\n")
        #expect(file.profiles["a"]?["aws_key"] == "b=c #d;")
        #expect(file.profiles["a"]?["empty"] == "")
        #expect(file.profiles["a"]?["word"] == nil)
    }

    @Test(
        "Empty files have no profiles, and a file cut off within a title has the part",
        arguments: ["", "\n", "a = 1"]
    )
    func empty(text: String) {
        #expect(ProfileFile(config: text, credentials: text).profiles.isEmpty)
        #expect(ProfileFile(config: "", credentials: "[def").profiles == ["def": [:]])
    }
}
