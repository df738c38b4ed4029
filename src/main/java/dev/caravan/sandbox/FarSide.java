package dev.caravan.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/** The sandbox alone, without a guard, in a process that outlives a killed hub. */
public final class FarSide implements AutoCloseable {
  private final Vertx vertx;
  private final HttpServer server;
  private final Sandbox sandbox;

  private FarSide(Vertx vertx, HttpServer server, Sandbox sandbox) {
    this.vertx = vertx;
    this.server = server;
    this.sandbox = sandbox;
  }

  /** Serves on a port of the loopback address, 0 for any, until the process is ended. */
  public static void main(String[] arguments) {
    if (arguments.length != 1 || !arguments[0].matches("\\d{1,5}")) {
      System.err.println("Name one port, or 0 for any free one, for example: FarSide 9090");
      System.exit(2);
    }
    FarSide started = start(Integer.parseInt(arguments[0]));
    System.out.println("listening on " + started.port());
    System.out.flush();
  }

  /** Serves within this process by the machine's clock and the usual settings. */
  public static FarSide start(int port) {
    return start(port, InstantSource.system(), Settings.usual());
  }

  /**
   * Serves within this process.
   *
   * @param port of the loopback address; 0 for any free one
   */
  public static FarSide start(int port, InstantSource clock, Settings settings) {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    // Within the hub its own error pages answer.
    router.errorHandler(413, context -> context.response().setStatusCode(413).end("{}"));
    Sandbox sandbox = new Sandbox(clock, settings);
    sandbox.mount(router);
    // A reset must end one call; over HTTP/2 it would end its neighbours on the connection too.
    HttpServerOptions options =
        new HttpServerOptions().setHost("127.0.0.1").setPort(port).setHttp2ClearTextEnabled(false);
    try {
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(router)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new FarSide(vertx, server, sandbox);
    } catch (CompletionException taken) {
      vertx.close();
      throw taken;
    }
  }

  /** The port that it truly listens on. */
  public int port() {
    return server.actualPort();
  }

  /** What truly arrived. */
  public Received received() {
    return sandbox.received();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
