package dev.caravan.platform.graph;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proof that whoever holds a token also holds its app's secret: the token's HMAC-SHA256 in hex
 * (developers.facebook.com, Graph API, secure requests).
 */
final class AppSecretProof {
  private static final String ALGORITHM = "HmacSHA256";

  private AppSecretProof() {}

  static String of(String token, String appSecret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
