package dev.caravan.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.caravan.sandbox.Outside.Reply;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Calls of the pretend Google Chat. */
final class GoogleChatCalls {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private static final Map<String, Object> KEY =
      Json.object(Tokens.of("google_chat").getOrDefault("serviceAccount", ""));

  private final Outside outside;
  private final String token;

  GoogleChatCalls(Outside outside) throws IOException, InterruptedException {
    this.outside = outside;
    this.token = grant(GRANT, assertion(Map.of())).json().path("access_token").asText();
  }

  /** A create; {@code query} follows the path. */
  Reply create(String space, String query, String json) throws IOException, InterruptedException {
    return call("POST", "v1/" + space + "/messages" + query, json);
  }

  Reply patch(String name, String mask, String json) throws IOException, InterruptedException {
    return call("PATCH", "v1/" + name + "?updateMask=" + mask, json);
  }

  Reply delete(String name) throws IOException, InterruptedException {
    return call("DELETE", "v1/" + name, "");
  }

  Reply call(String method, String path, String json) throws IOException, InterruptedException {
    return call(method, path, json, "Bearer " + token, "application/json; charset=utf-8");
  }

  Reply call(String method, String path, String json, String authorization, String type)
      throws IOException, InterruptedException {
    return outside.send(
        outside
            .to("/sandbox/google_chat/" + path)
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(json)));
  }

  /** A call of the token endpoint. */
  Reply grant(String type, String assertion) throws IOException, InterruptedException {
    String form =
        "grant_type=%s&assertion=%s"
            .formatted(
                URLEncoder.encode(type, StandardCharsets.UTF_8),
                URLEncoder.encode(assertion, StandardCharsets.UTF_8));
    return outside.send(
        outside
            .to("/sandbox/google_chat/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** What the account signs, with other claims in place of the right ones. */
  static String assertion(Map<String, ?> others) {
    return assertion(others, key());
  }

  static String assertion(Map<String, ?> others, PrivateKey key) {
    long now = Outside.NOW.getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", KEY.get("client_email"));
    claims.put("scope", "https://www.googleapis.com/auth/chat.bot");
    claims.put("aud", "https://oauth2.googleapis.com/token");
    claims.put("iat", now);
    claims.put("exp", now + 3600);
    claims.putAll(others);
    JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
    claims.forEach(set::claim);
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  private static PrivateKey key() {
    String pem = String.valueOf(KEY.get("private_key"));
    byte[] der =
        Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
