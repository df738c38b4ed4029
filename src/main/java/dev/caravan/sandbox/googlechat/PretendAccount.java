package dev.caravan.sandbox.googlechat;

import dev.caravan.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;

/**
 * The service account that the pretend Google knows, in the form in which the real one gives a key
 * out.
 *
 * <p>Its key is made when it is first asked for, always the same out of a known seed: a sandbox in
 * a process of its own must know the key of a hub in another. It guards nothing.
 */
public final class PretendAccount {
  static final String EMAIL = "caravan@sandbox.iam.gserviceaccount.com";
  static final String KEY_ID = "sandbox";

  /** The shortest that Google gives out. */
  private static final int BITS = 2048;

  private static final KeyPair KEYS = keys();

  private PretendAccount() {}

  /** The credentials of a pretended connection; tokens are asked for below its own address. */
  public static Map<String, String> credentials() {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEYS.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Map<String, String> key =
        Map.of(
            "type",
            "service_account",
            "project_id",
            "sandbox",
            "private_key_id",
            KEY_ID,
            "private_key",
            pem,
            "client_email",
            EMAIL,
            "token_uri",
            "/token");
    return Map.of("serviceAccount", Json.write(key));
  }

  static RSAPublicKey publicKey() {
    return (RSAPublicKey) KEYS.getPublic();
  }

  /** The same on every call, of a seed with which its primes are found soon. */
  private static KeyPair keys() {
    try {
      // This generator gives out what its seed alone decides, where that is set first.
      SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
      seeded.setSeed("guards nothing".getBytes(StandardCharsets.UTF_8));
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS, seeded);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA and SHA1PRNG", e);
    }
  }
}
