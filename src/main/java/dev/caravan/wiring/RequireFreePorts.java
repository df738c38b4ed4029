package dev.caravan.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Camel only warns of a taken port, and would then run deaf; so ports are tried before. */
final class RequireFreePorts {
  private RequireFreePorts() {}

  static void check(Settings settings, String hostKey, String portKey) {
    int port = settings.integer(portKey);
    try (ServerSocket socket = new ServerSocket(port, 1, own(settings, hostKey))) {
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
              + "); stop what uses it, or choose another, for example "
              + Settings.variable(portKey)
              + "="
              + (port % 65_535 + 1));
    }
  }

  /** The address that the setting names, which must be one of this machine's. */
  private static InetAddress own(Settings settings, String hostKey) {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(settings.text(hostKey)))) {
      return any.getInetAddress();
    } catch (IOException e) {
      throw settings.wrong(
          hostKey,
          "it is neither a name nor an address of this machine (%s); write for example 127.0.0.1, or 0.0.0.0 for all of them"
              .formatted(e.getMessage()));
    }
  }
}
