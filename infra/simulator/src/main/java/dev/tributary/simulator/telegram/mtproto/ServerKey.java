package dev.tributary.simulator.telegram.mtproto;

import dev.tributary.simulator.telegram.tl.TlWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// The RSA key that makes a client believe it talks to Telegram. Made anew for each run and never
/// written to disk; only a library whose key text was replaced with [#publicKeyText] accepts it.
public final class ServerKey {

    static final int BITS = 2048;
    static final int BYTES = BITS / Byte.SIZE;

    /// What an X.509 key of this size has in front of the PKCS#1 key.
    private static final int X509_PREFIX = 24;

    private final RSAPublicKey publicKey;
    private final RSAPrivateKey privateKey;

    private ServerKey(KeyPair pair) {
        publicKey = (RSAPublicKey) pair.getPublic();
        privateKey = (RSAPrivateKey) pair.getPrivate();
    }

    public static ServerKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4));
            return new ServerKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no RSA keys", e);
        }
    }

    /// The PKCS#1 public key in Base64 without line breaks: the body of its PEM.
    public String publicKeyText() {
        byte[] x509 = publicKey.getEncoded();
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(x509, X509_PREFIX, x509.length));
    }

    /// How the client names the key: 64 bits of the SHA-1 of its numbers.
    long fingerprint() {
        byte[] modulus = Octets.unsigned(publicKey.getModulus(), BYTES);
        byte[] exponent = Octets.unsigned(publicKey.getPublicExponent(), 3);
        byte[] sha1 = Octets.sha1(TlWriter.text(modulus), TlWriter.text(exponent));
        return Octets.littleEndian(sha1).getLong(12);
    }

    /// Undoes RSA_PAD.
    ///
    /// @return 192 bytes: the data and random padding
    /// @throws MalformedMessage if the hash inside does not fit
    /// @see
    ///   <https://core.telegram.org/mtproto/auth_key#41-rsa-paddata-server-public-key-mentioned-above-is-implemented-as-follows>
    byte[] unpad(byte[] encrypted) {
        BigInteger number = new BigInteger(1, encrypted);
        byte[] padded =
                Octets.unsigned(
                        number.modPow(privateKey.getPrivateExponent(), privateKey.getModulus()),
                        BYTES);
        byte[] sealed = Octets.after(padded, 32);
        byte[] key = Octets.xor(Octets.slice(padded, 0, 32), Octets.sha256(sealed));
        byte[] plain = AesIge.decrypt(sealed, key, new byte[32]);
        byte[] data = Octets.reversed(Octets.slice(plain, 0, 192));
        if (!Arrays.equals(Octets.sha256(key, data), Octets.after(plain, 192))) {
            throw new MalformedMessage("hash in the RSA-padded data does not fit");
        }
        return data;
    }
}
