package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Addresses that platforms fetch files from; the sandbox fetches nothing and looks at them only.
 */
public final class Addresses {
  private Addresses() {}

  /**
   * Whether a platform could fetch it: an address of the web whose host does not end in {@code
   * .invalid}, which exists nowhere (RFC 6761 §6.4) and so lets a fetch fail at will.
   */
  public static boolean reachable(JsonNode address) {
    try {
      URI uri = new URI(address.asText());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && uri.getHost() != null && !uri.getHost().endsWith(".invalid");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
