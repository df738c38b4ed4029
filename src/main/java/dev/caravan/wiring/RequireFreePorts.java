package dev.caravan.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Camel only warns of a taken port, and would then run deaf; so ports are tried before. */
final class RequireFreePorts {
  private RequireFreePorts() {}

  static void check(Settings settings, String hostKey, String portKey) {
    int port = settings.integer(portKey);
    try (ServerSocket socket =
        new ServerSocket(port, 1, InetAddress.getByName(settings.text(hostKey)))) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw settings.wrong(
          portKey,
          "port "
              + port
              + " on "
              + settings.text(hostKey)
              + " is taken or not ours ("
              + e.getMessage()
              + "); stop what uses it, or choose another");
    }
  }
}
