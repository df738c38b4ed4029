package dev.caravan.crash;

import dev.caravan.store.Access;
import dev.caravan.store.EmbeddedServer;

/** A PostgreSQL that several hubs are given, and that a test ends and starts again. */
final class SharedPostgres implements AutoCloseable {
  private final HubHome home = HubHome.empty();
  private final EmbeddedServer server = new EmbeddedServer(home.folder);

  /** How hubs reach it, from its first start on. */
  final Access access = server.start();

  /** Kills it with -9. */
  void kill() {
    HomePostgres.of(home).kill();
  }

  /** Starts it again on the same port. */
  void startAgain() {
    server.revive();
  }

  @Override
  public void close() {
    server.close();
    kill();
  }
}
