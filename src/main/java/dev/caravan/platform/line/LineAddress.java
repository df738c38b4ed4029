package dev.caravan.platform.line;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses as LINE takes them. */
final class LineAddress {
  /** Characters of a URI action's address (developers.line.biz, URI action). */
  static final int LONGEST_LINK = 1_000;

  /** Characters of an image's address (developers.line.biz, image message). */
  static final int LONGEST_IMAGE = 2_000;

  private LineAddress() {}

  /** The address percent-encoded as LINE wants it; empty where it takes none such. */
  static Optional<String> of(String url, int longest) {
    try {
      String encoded = new URI(url).toASCIIString();
      return encoded.length() <= longest ? Optional.of(encoded) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
