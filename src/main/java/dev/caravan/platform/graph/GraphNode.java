package dev.caravan.platform.graph;

import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a connection speaks as: a WhatsApp number or a Facebook Page, each a node of the Graph API.
 *
 * <p>A version lives about two years; a base URL that ends in one, as {@code
 * https://graph.facebook.com/v26.0}, goes before the one named here.
 *
 * @param version as {@code v23.0}
 * @param token the name of the credential that holds the access token
 * @param id the name of the credential that holds the node's id
 */
public record GraphNode(String version, String token, String id) {
  private static final Pattern VERSIONED = Pattern.compile(".*/v\\d{1,3}\\.\\d{1,2}/*");

  /** Posts a message in its name. */
  public Call message(Connection connection, String json) {
    return Call.post(url(connection, "/messages"), headers(connection), json);
  }

  /** Asks for its name, which any valid token may. */
  public Call itself(Connection connection) {
    return new Call("GET", url(connection, ""), headers(connection), "");
  }

  private String url(Connection connection, String edge) {
    boolean versioned = VERSIONED.matcher(connection.endpoint().baseUrl()).matches();
    String node = URLEncoder.encode(connection.credential(id), StandardCharsets.UTF_8);
    String url = connection.url((versioned ? "/" : "/" + version + "/") + node + edge);
    // An app that was told to "Require App Secret" turns away calls without the proof.
    String secret = connection.endpoint().credentials().get("appSecret");
    return secret == null
        ? url
        : url + "?appsecret_proof=" + AppSecretProof.of(connection.credential(token), secret);
  }

  private Map<String, String> headers(Connection connection) {
    return Map.of("Authorization", "Bearer " + connection.credential(token));
  }
}
