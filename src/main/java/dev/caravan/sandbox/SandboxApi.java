package dev.caravan.sandbox;

import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import dev.caravan.store.Json;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sandbox's own paths share: answers, refusals, and which platforms there are. */
final class SandboxApi {
  private final List<String> platforms;

  SandboxApi(List<String> platforms) {
    this.platforms = List.copyOf(platforms);
  }

  /** Every path that the resources did not take. */
  void mountRest(Router router) {
    router
        .route("/sandbox/*")
        .handler(
            guarded(
                context -> {
                  throw new Refused(
                      Refused.Kind.NOT_FOUND,
                      "",
                      "not_found",
                      "%s %s is not served here. The sandbox has /sandbox/api/messages, /sandbox/api/faults and the paths of %s below /sandbox/<platform>/, for example POST /sandbox/slack/api/chat.postMessage."
                          .formatted(
                              context.request().method(),
                              Texts.shown(context.normalizedPath()),
                              String.join(", ", platforms)));
                }));
  }

  /** The platform that a form names, if it names one; a wrong name is noted. */
  @Nullable String platform(Form form) {
    String named = form.text("platform", 64);
    if (named != null && !platforms.contains(named)) {
      form.fault(
          "platform",
          "unknown_value",
          "'platform' is '%s', which is not pretended here; write one of %s."
              .formatted(Texts.shown(named), String.join(", ", platforms)));
    }
    return named;
  }

  /** A handler whose refusals are answered as problems. */
  static Handler<RoutingContext> guarded(Handler<RoutingContext> handler) {
    return context -> {
      try {
        handler.handle(context);
      } catch (Refused refused) {
        Problem.write(context.response(), refused);
      }
    };
  }

  static void answer(RoutingContext context, Object body) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(Json.bytes(body)));
  }
}
