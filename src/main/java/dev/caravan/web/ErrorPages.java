package dev.caravan.web;

import dev.caravan.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no route answers, or a handler fails at, as problem+json: 404, 405, 413, 500. */
final class ErrorPages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private ErrorPages() {}

  static void install(Router router) {
    router.route().order(Integer.MIN_VALUE + 1).failureHandler(ErrorPages::failed);
    router.route().order(Integer.MAX_VALUE).handler(context -> unmatched(router, context));
  }

  private static void failed(RoutingContext context) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    int status = context.statusCode();
    if (status == 413) {
      String length = context.request().getHeader("Content-Length");
      answer(
          context,
          Problem.of(
              413,
              "too_large",
              "The body %s; at most 1 MiB (1048576 bytes) is taken. Send it in several calls, and large files by their address."
                  .formatted(length == null ? "is too large" : "has " + length + " bytes")));
    } else if (status >= 400 && status < 500) {
      answer(context, Problem.of(status, "refused", "The request cannot be read."));
    } else {
      LOG.error(
          "{} {} failed", context.request().method(), context.normalizedPath(), context.failure());
      answer(
          context,
          Problem.of(
              500, "internal", "The hub failed at this request; its log names the request_id."));
    }
  }

  private static void unmatched(Router router, RoutingContext context) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null
          && route.methods() != null
          && matches(route, context.normalizedPath())) {
        route.methods().forEach(m -> allowed.add(m.name()));
      }
    }
    if (allowed.isEmpty()) {
      answer(
          context,
          Problem.of(
              404,
              "path_unknown",
              "There is nothing at "
                  + context.normalizedPath()
                  + "; GET /api/v1/openapi.json lists what there is."));
    } else {
      context.response().putHeader("Allow", String.join(", ", allowed));
      answer(
          context,
          Problem.of(
              405,
              "method",
              context.request().method()
                  + " is not possible here; "
                  + String.join(", ", allowed)
                  + " is."));
    }
  }

  private static boolean matches(Route route, String path) {
    String[] wanted = Objects.requireNonNull(route.getPath()).split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith(":") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  static void answer(RoutingContext context, Problem problem) {
    String id = context.response().headers().get(Guard.REQUEST_ID);
    if (problem.passes()) {
      context.response().putHeader("Retry-After", Long.toString(problem.retryAfter()));
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.TYPE)
        .end(Buffer.buffer(Json.bytes(problem.shown(id == null ? "" : id))));
  }
}
