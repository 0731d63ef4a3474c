import NIOSSL

/// The file of CA certificates that `AWS_CA_BUNDLE` names.
package enum CertificateBundle {
    /// Throws unless a fetch could trust the file's certificates.
    package static func check(_ path: String) throws(AWSParametersError) {
        _ = try certificates(path)
    }

    static func certificates(_ path: String) throws(AWSParametersError) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
            throw .unusableCertificates
        }
        return certificates
    }
}
