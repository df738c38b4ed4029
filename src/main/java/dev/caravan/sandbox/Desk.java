package dev.caravan.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves one platform's calls: has them judged, lets faults strike, answers. */
final class Desk {
  private final PretendPlatform platform;
  private final Faults faults;

  Desk(PretendPlatform platform, Faults faults) {
    this.platform = platform;
    this.faults = faults;
  }

  /** The paths that it serves. */
  String paths() {
    return prefix() + "*";
  }

  void serve(RoutingContext context) {
    String path = below(context.normalizedPath());
    Bodies.read(context, body -> answer(context.request(), path, body, context.queryParams()));
  }

  private void answer(HttpServerRequest request, String path, Buffer body, MultiMap query) {
    Call call = new Call(request.method(), path, request.headers(), body, query);
    Judged judged = platform.judge(call);
    if (judged instanceof Judged.Answered answered) {
      answered.answer().write(request.response());
    } else if (judged instanceof Judged.Accepted accepted) {
      Optional<Misbehaviour> fault = faults.strike(platform.id(), accepted.recipientId());
      if (fault.isPresent()) {
        misbehave(fault.get(), accepted.act(), call, request);
      } else {
        accepted.act().perform().write(request.response());
      }
    }
  }

  private void misbehave(Misbehaviour fault, Judged.Act act, Call call, HttpServerRequest request) {
    switch (fault.mode()) {
      case RATE_LIMIT -> platform.rateLimited(fault.retryAfter()).write(request.response());
      case SERVER_ERROR -> platform.serverError().write(request.response());
      case REJECT -> platform.rejected(call).write(request.response());
      // Only the answer is withheld: what it says was done, was done.
      case TIMEOUT -> act.perform();
      case RESET -> {
        act.perform();
        request.connection().close();
      }
    }
  }

  private String prefix() {
    return "/sandbox/" + platform.id() + "/";
  }

  private String below(String path) {
    String rest = path.length() < prefix().length() ? "" : path.substring(prefix().length());
    // A client may escape the colon of a token; a plus in a path means itself.
    return rest.indexOf('%') < 0
        ? rest
        : URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
