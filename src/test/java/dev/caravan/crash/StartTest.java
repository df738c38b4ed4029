package dev.caravan.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartTest {
  /** Under four seconds on a machine that does nothing else; this one may run other tests too. */
  private static final Duration WARM = Duration.ofSeconds(15);

  @Test
  void anEmptyHomeBecomesAHubWhoseGreetingCanBePasted() throws Exception {
    HubHome home = HubHome.empty();
    try (HubProcess hub = HubProcess.launch(home)) {
      System.out.printf("cold start: %d ms%n", hub.awaitReady().toMillis());
      assertThat(hub.greeting())
          .contains("http://127.0.0.1:" + home.port, home.folder.resolve("admin.token").toString());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.folder.resolve("admin.token"))))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.folder.resolve("postgres-binaries"))))
          .isEqualTo("rwx------");
      assertThat(Files.readString(home.folder.resolve("log/postgres.log")))
          .doesNotContain("contains errors");
      assertThat(hub.log()).contains("Starting in " + home.folder);
      assertThat(pasted(hub.greeting())).contains("\"status\":\"approved\"");
      Patience.until(
          "the pasted message at the pretend Slack",
          Duration.ofSeconds(10),
          () ->
              hub
                  .client
                  .call("GET", "/sandbox/api/messages?recipient_id=C0GENERAL", null)
                  .items()
                  .stream()
                  .anyMatch(m -> "Hello from Caravan".equals(m.get("text"))));
      tellsNoSecret(hub);
      databaseIsDurableAndShut(HomePostgres.of(home));
      stopsCleanly(hub);
    }
    try (HubProcess warm = HubProcess.launch(home)) {
      Duration took = warm.awaitReady();
      System.out.printf("warm start: %d ms%n", took.toMillis());
      assertThat(took).isLessThan(WARM);
      tellsNoSecret(warm);
      secondHubOnTheSameHomeIsRefused(home);
    }
  }

  private static String pasted(String greeting) throws IOException, InterruptedException {
    String curl =
        greeting.lines().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
    Process shell = new ProcessBuilder("sh", "-c", curl).start();
    String answer = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).isZero();
    return answer.replaceAll("\"\\s*:\\s*\"", "\":\"");
  }

  private static void tellsNoSecret(HubProcess hub) {
    for (String file :
        new String[] {"admin.token", "postgres-hub.secret", "postgres-superuser.secret"}) {
      String secret = hub.home.read(file).strip();
      assertThat(hub.greeting()).as(file).doesNotContain(secret);
      assertThat(hub.log()).as(file).doesNotContain(secret);
    }
  }

  private static void databaseIsDurableAndShut(HomePostgres postgres) throws Exception {
    try (Connection hub =
        DriverManager.getConnection(
            postgres.access().url(), postgres.access().user(), postgres.access().password())) {
      assertThat(one(hub, "show fsync")).isEqualTo("on");
      assertThat(one(hub, "show synchronous_commit")).isEqualTo("on");
      assertThat(one(hub, "show full_page_writes")).isEqualTo("on");
      assertThat(one(hub, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
    }
    assertThat(Files.readAllLines(postgres.data().resolve("pg_hba.conf")))
        .filteredOn(line -> !line.startsWith("#"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("scram-sha-256"));
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void stopsCleanly(HubProcess hub) {
    long began = System.nanoTime();
    hub.terminate();
    assertThat(hub.awaitEnd()).isZero();
    System.out.printf("SIGTERM at rest: %d ms%n", (System.nanoTime() - began) / 1_000_000);
    assertThat(hub.log())
        .contains("Stopping, once what is in flight has ended", "Stopped")
        .doesNotContain("ERROR", "Exception");
    assertThat(HomePostgres.of(hub.home).process()).isEmpty();
  }

  private static void secondHubOnTheSameHomeIsRefused(HubHome home) {
    HubHome other = HubHome.empty().with("CARAVAN_HOME", home.folder.toString());
    try (HubProcess second = HubProcess.launch(other)) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.log()).contains("CARAVAN_HOME=" + home.folder + " is in use");
    }
    assertThat(HomePostgres.of(home).process()).isPresent();
  }
}
