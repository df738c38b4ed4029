package dev.caravan.platform.teams;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;

/** An address as cards take it: a URI of RFC 3986, where people write what browsers forgive. */
final class TeamsLink {
  /** Unreserved and reserved ones (RFC 3986 §2), without brackets, and the percent sign. */
  private static final BitSet PLAIN = new BitSet();

  static {
    PLAIN.set('a', 'z' + 1);
    PLAIN.set('A', 'Z' + 1);
    PLAIN.set('0', '9' + 1);
    "-._~:/?#@!$&'()*+,;=%".chars().forEach(PLAIN::set);
  }

  private TeamsLink() {}

  /** The address itself where it is a URI, else with what is none percent-encoded. */
  static String of(String url) {
    try {
      return new URI(url).toASCIIString();
    } catch (URISyntaxException e) {
      return encoded(url);
    }
  }

  private static String encoded(String url) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = url.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      int c = b & 0xFF;
      if (PLAIN.get(c)) {
        out.append((char) c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", c));
      }
    }
    return out.toString();
  }
}
