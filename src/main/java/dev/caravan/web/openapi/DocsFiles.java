package dev.caravan.web.openapi;

import dev.caravan.web.Zipped;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The files of the documentation page: a closed list, read once, so that no request's path ever
 * reaches the class path.
 */
final class DocsFiles {
  /** Swagger UI draws its icons from data: addresses; scripts and styles are files alone. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String OURS = "/web/docs/";

  private final Map<String, File> files = new LinkedHashMap<>();

  private record File(String type, Buffer content, Buffer zipped) {}

  DocsFiles() {
    String theirs = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    String script = "text/javascript; charset=utf-8";
    String style = "text/css; charset=utf-8";
    files.put("", read(OURS + "index.html", "text/html; charset=utf-8"));
    files.put("start.js", read(OURS + "start.js", script));
    files.put("page.css", read(OURS + "page.css", style));
    files.put("swagger-ui-bundle.js", read(theirs + "swagger-ui-bundle.js", script));
    files.put("swagger-ui.css", read(theirs + "swagger-ui.css", style));
    files.put("favicon-32x32.png", read(theirs + "favicon-32x32.png", "image/png"));
  }

  private static String version() {
    try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File read(String path, String type) {
    try (InputStream in = open(path)) {
      byte[] content = in.readAllBytes();
      return new File(type, Buffer.buffer(content), Buffer.buffer(Zipped.of(content)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    return Objects.requireNonNull(
        DocsFiles.class.getResourceAsStream(path), () -> path + " is missing in the class path");
  }

  /** Serves a file of the list; every other path is left to those who come after. */
  void serve(RoutingContext context) {
    File file = files.get(context.normalizedPath().substring("/docs/".length()));
    if (file == null) {
      context.next();
      return;
    }
    boolean zipped = Zipped.announced(context, file.content().length());
    context
        .response()
        .putHeader("Content-Type", file.type())
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        // A new version of the hub must not meet the old one's scripts.
        .putHeader(
            "Cache-Control", file.type().startsWith("text/html") ? "no-cache" : "max-age=3600")
        .end(zipped ? file.zipped() : file.content());
  }
}
