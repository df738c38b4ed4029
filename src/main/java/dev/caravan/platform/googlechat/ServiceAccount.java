package dev.caravan.platform.googlechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Connection;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A service account's key, as the Google Cloud console gives it out
 * (cloud.google.com/iam/docs/keys-create-delete).
 *
 * @param keyId by which Google finds the public half
 * @param tokenUri where its tokens are asked for, unless the connection says otherwise
 */
record ServiceAccount(String email, String keyId, PrivateKey key, String tokenUri) {

  /**
   * The account of a connection. Read anew each time, so that a file may be replaced; throws {@link
   * NotSent} where it is none.
   */
  static ServiceAccount of(Connection connection) {
    String written = connection.credential("serviceAccount").strip();
    return parsed(connection.name(), written.startsWith("{") ? written : file(connection, written));
  }

  private static String file(Connection connection, String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw wrong(
          connection.name(),
          "is '%s', and no file of that name can be read".formatted(Texts.shown(path)));
    }
  }

  private static ServiceAccount parsed(String connection, String json) {
    try {
      JsonNode fields = Json.mapper().readTree(json);
      return new ServiceAccount(
          field(connection, fields, "client_email"),
          field(connection, fields, "private_key_id"),
          key(field(connection, fields, "private_key")),
          fields.path("token_uri").asText(ServiceAccountGrant.AUDIENCE));
    } catch (JsonProcessingException e) {
      throw wrong(connection, "is not JSON");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrong(connection, "has a 'private_key' that is no RSA key in PKCS #8");
    }
  }

  private static String field(String connection, JsonNode fields, String name) {
    String value = fields.path(name).asText();
    if (value.isBlank()) {
      throw wrong(connection, "has no '" + name + "'");
    }
    return value;
  }

  /** PEM around PKCS #8 (RFC 7468 §10). */
  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
    byte[] der = Base64.getMimeDecoder().decode(base64);
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** None of the texts has anything of the key in it. */
  private static NotSent wrong(String connection, String what) {
    String why =
        "'serviceAccount' of connection %s %s; write the JSON key of a service account or the path of its file, for example /etc/caravan/chat-key.json."
            .formatted(connection, what);
    return new NotSent(new Outcome.Rejected(Reason.CREDENTIAL_REFUSED, why), why);
  }

  /** Secrets appear in no log. */
  @Override
  public String toString() {
    return "the service account " + email;
  }
}
