package dev.caravan.web.openapi;

import dev.caravan.store.Json;
import dev.caravan.web.Zipped;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;

/** {@code /api/v1/openapi.json} and the page at {@code /docs/} that shows it; both need no key. */
public final class ApiPages {
  private final CamelContext context;
  private final OpenApi api;
  private final DocsFiles files = new DocsFiles();

  /** {@code server} is the URL by which the hub is reached from outside. */
  public ApiPages(CamelContext context, String server) {
    this.context = context;
    this.api = new OpenApi(server);
  }

  /** Adds the paths to the API's server. */
  public void mount(Router router) {
    router.get(OpenApi.PATH).handler(c -> answer(router, c));
    router.get("/docs").handler(ApiPages::intoTheFolder);
    router.get("/docs/*").handler(files::serve);
  }

  /** The page's files are named beside it; the router takes the path with and without its slash. */
  private static void intoTheFolder(RoutingContext caller) {
    if (caller.request().path().endsWith("/")) {
      caller.next();
    } else {
      caller.response().setStatusCode(301).putHeader("Location", "/docs/").end();
    }
  }

  /** Made anew for each caller: the site's routes come and go. */
  private void answer(Router router, RoutingContext caller) {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    byte[] document =
        Json.bytes(
            api.document(
                model.getRestDefinitions(), (method, path) -> serves(router, method, path)));
    caller
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-cache");
    boolean zipped = Zipped.announced(caller, document.length);
    caller.response().end(Buffer.buffer(zipped ? Zipped.of(document) : document));
  }

  private static boolean serves(Router router, String method, String path) {
    return router.getRoutes().stream().anyMatch(route -> serves(route, method, path));
  }

  private static boolean serves(Route route, String method, String path) {
    Set<HttpMethod> methods = route.methods();
    return path.equals(route.getPath())
        && methods != null
        && methods.contains(HttpMethod.valueOf(method));
  }
}
