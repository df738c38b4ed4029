package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one static endpoint serves https addresses too, and believes whom the site believes. */
class TlsRouteTest {
  private static final String PASSWORD = "password";

  private static final String TAKEN = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.2\"}";

  @Test
  void a_trusted_server_gets_the_message_and_a_stranger_nothing(@TempDir Path folder)
      throws Exception {
    Path keys = selfSigned(folder);
    HttpsServer server = HttpsServer.create(FarSide.anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity(keys)));
    try (FarSide far = new FarSide(server, got -> new FarSide.Reply(200, Map.of(), TAKEN));
        Hub trusting = new Hub("https://localhost:" + far.port(), keys.toString());
        Hub wary = new Hub("https://localhost:" + far.port())) {
      assertThat(trusting.send("slack", "C1", Deliveries.plain("Hello")))
          .isEqualTo(new Sent(List.of("C1/1.2")));
      assertThat(wary.send("slack", "C1", Deliveries.plain("Hello")))
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.CONNECT_FAILED);
      assertThat(far.got()).hasSize(1);
    }
  }

  @Test
  void a_port_that_speaks_no_tls_has_got_nothing() throws Exception {
    try (FarSide far = new FarSide(got -> new FarSide.Reply(200, Map.of(), TAKEN));
        Hub hub = new Hub("https://localhost:" + far.port())) {
      assertThat(hub.send("slack", "C1", Deliveries.plain("Hello")))
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.CONNECT_FAILED);
      assertThat(far.got()).isEmpty();
    }
  }

  @Test
  void a_server_that_hangs_up_amid_the_handshake_has_got_nothing() throws Exception {
    try (ServerSocket rude = new ServerSocket(0);
        Hub hub = new Hub("https://localhost:" + rude.getLocalPort())) {
      Thread hangingUp = new Thread(() -> resetAll(rude), "rude");
      hangingUp.start();
      assertThat(hub.send("slack", "C1", Deliveries.plain("Hello")))
          .isInstanceOf(Retry.class)
          .extracting("reason")
          .isEqualTo(Reason.CONNECT_FAILED);
      rude.close();
      hangingUp.join();
    }
  }

  /** Reads the client's greeting, and answers with a reset. */
  private static void resetAll(ServerSocket rude) {
    while (!rude.isClosed()) {
      try (Socket caller = rude.accept()) {
        caller.getInputStream().read();
        caller.setSoLinger(true, 0);
      } catch (IOException e) {
        // The test is over.
        return;
      }
    }
  }

  /** The JDK makes certificates by its keytool alone. */
  private static Path selfSigned(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process making =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "far",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .inheritIO()
            .start();
    assertThat(making.waitFor()).isZero();
    // Trust needs the certificate as an entry of its own.
    KeyStore store = load(keys);
    store.setCertificateEntry("trusted", store.getCertificate("far"));
    try (var out = Files.newOutputStream(keys)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static KeyStore load(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SSLContext identity(Path keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load(keys), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
