package dev.caravan.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Reads a request's body on the event loop, for routes without a body handler of their own. */
final class Bodies {
  /** One MiB, several times what any of the platforms takes for a text message. */
  static final int LARGEST = 1 << 20;

  private Bodies() {}

  /**
   * Passes the whole body on, or answers 413; what goes wrong in {@code then} fails the context.
   */
  static void read(RoutingContext context, Consumer<Buffer> then) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      Buffer read = context.body() == null ? null : context.body().buffer();
      then.accept(read == null ? Buffer.buffer() : read);
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() <= LARGEST) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          if (body.length() > LARGEST) {
            context.fail(413);
            return;
          }
          try {
            then.accept(body);
          } catch (RuntimeException e) {
            context.fail(e);
          }
        });
  }
}
