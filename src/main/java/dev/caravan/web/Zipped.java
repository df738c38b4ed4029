package dev.caravan.web;

import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers in gzip for callers who ask. By the hub itself, answer by answer: Camel makes its own
 * HttpServerOptions (camel-platform-http-vertx 4.18.0), and compression set there would hold back
 * the lines of the event stream, and cost every caller a handler.
 */
public final class Zipped {
  /** The header by which a caller asks. */
  static final String ASKED = "Accept-Encoding";

  /** Bytes up to which an answer goes as it is: it fits into one packet anyway. */
  private static final int SMALL = 1_024;

  private Zipped() {}

  /** Whether an answer is long enough. */
  static boolean worth(int length) {
    return length > SMALL;
  }

  /** Whether the caller takes gzip: RFC 9110, 12.5.3; an absent header asks for nothing. */
  static boolean wanted(@Nullable String asked) {
    if (asked == null) {
      return false;
    }
    boolean any = false;
    for (String one : asked.toLowerCase(Locale.ROOT).split(",", -1)) {
      int semicolon = one.indexOf(';');
      String coding = (semicolon < 0 ? one : one.substring(0, semicolon)).strip();
      boolean taken = semicolon < 0 || !refused(one.substring(semicolon + 1));
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return taken;
      }
      any |= coding.equals("*") && taken;
    }
    return any;
  }

  /** A weight of zero, in any of its spellings. */
  private static boolean refused(String parameter) {
    return parameter.strip().matches("q\\s*=\\s*0(\\.0{0,3})?");
  }

  /** Says in the answer's head whether a body of so many bytes goes zipped; answers that. */
  public static boolean announced(RoutingContext caller, int length) {
    if (!worth(length)) {
      return false;
    }
    caller.response().putHeader("Vary", ASKED);
    boolean zipped = wanted(caller.request().getHeader(ASKED));
    if (zipped) {
      caller.response().putHeader("Content-Encoding", "gzip");
    }
    return zipped;
  }

  /** The bytes in gzip, at its fastest: what is sent once is not worth more. */
  public static byte[] of(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4 + 64);
    try (OutputStream out = new Fast(zipped)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
