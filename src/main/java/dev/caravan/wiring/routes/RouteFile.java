package dev.caravan.wiring.routes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One route file as it was read.
 *
 * @param name below the routes folder, with slashes, such as {@code flow/govern.camel.yaml}
 * @param location where it was read, as Camel's log names it
 */
record RouteFile(String name, String text, Source source, String location) {
  static final String SUFFIX = ".camel.yaml";
  static final String POLICY = "flow/govern" + SUFFIX;

  /** Whose file it is. */
  enum Source {
    BUILT_IN("built-in"),
    SITE("site");

    final String word;

    Source(String word) {
      this.word = word;
    }
  }

  /** The text that was checked, so that what is loaded is never a later state of the file. */
  Resource resource() {
    return ResourceHelper.fromString(location, text);
  }

  /** The SHA-256 of the text, as {@code sha256sum} prints it. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The id that the file's route has by convention: its path, without {@code flow/} and such. */
  String usualId() {
    String path = name.substring(0, name.length() - SUFFIX.length());
    return path.replaceFirst("^(flow|trigger|shared)/", "").replace('/', '-');
  }
}
