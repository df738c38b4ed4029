package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens, live. */
class EventsTest {
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void acceptedAndSentArriveAsCloudEventsWithTheMessage() throws IOException {
    try (Viewer viewer = new Viewer(null)) {
      String id = hub.send("autonomous", "C0EVENT", "Hello").text("id");
      String subject = "message:" + id;
      TestHub.until("both events", () -> viewer.of(subject).size() == 2);

      assertThat(viewer.of(subject))
          .extracting(e -> e.get("type"))
          .containsExactly("dev.caravan.message.approved.v1", "dev.caravan.message.sent.v1");
      assertThat(viewer.of(subject).get(1))
          .containsEntry("specversion", "1.0")
          .containsEntry("datacontenttype", "application/json")
          .containsKeys("id", "source", "time")
          .extractingByKey("data")
          .asString()
          .contains("status=sent", "recipient_id=C0EVENT");
    }
  }

  @Test
  void whoResumesMissesNothingAndSeesNothingTwice() throws IOException {
    String last;
    try (Viewer viewer = new Viewer(null)) {
      hub.send("intern", "C0RESUME", "first");
      TestHub.until("the first event", () -> !viewer.ids().isEmpty());
      last = viewer.ids().get(viewer.ids().size() - 1);
    }
    assertThat(Crowd.of(20, i -> burst())).containsOnly(20);

    try (Viewer viewer = new Viewer(last)) {
      TestHub.until("all 400", () -> viewer.ids().size() >= 400);
      assertThat(viewer.ids()).hasSize(400).doesNotHaveDuplicates();
    }
  }

  @Test
  void oneViewerFarBehindDoesNotHoldUpTheOthers() throws IOException {
    try (Viewer behind = new Viewer("0");
        Viewer live = new Viewer(null)) {
      String id = hub.send("intern", "C0LIVE", "Hello").text("id");

      TestHub.until("the live one", () -> live.of("message:" + id).size() == 1);
      TestHub.until("the other too", () -> behind.of("message:" + id).size() == 1);
      assertThat(behind.ids().size()).isGreaterThan(live.ids().size());
    }
  }

  @Test
  void a_viewer_that_reads_slowly_gets_all_of_it_when_it_reads_and_holds_up_nobody()
      throws IOException {
    try (java.net.Socket slow =
            new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), hub.port);
        Viewer live = new Viewer(null)) {
      slow.setReceiveBufferSize(262_144);
      slow.getOutputStream()
          .write(
              "GET /api/v1/events HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer admin-token\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      Scanner lines = new Scanner(slow.getInputStream(), java.nio.charset.StandardCharsets.UTF_8);
      while (!lines.nextLine().contains(": open")) {
        assertThat(lines.hasNextLine()).isTrue();
      }
      List<String> ids = new java.util.ArrayList<>();
      for (int i = 0; i < 60; i++) {
        ids.add(hub.send("intern", "C0LONG", i + "x".repeat(90_000)).text("id"));
      }
      TestHub.until("the live one has all", () -> ids.stream().allMatch(id -> seen(live, id)));

      List<String> read = new java.util.ArrayList<>();
      while (read.size() < ids.size()) {
        String line = lines.nextLine();
        if (line.startsWith("data: ")) {
          String subject = String.valueOf(Json.object(line.substring(6)).get("subject"));
          ids.stream().filter(id -> subject.equals("message:" + id)).forEach(read::add);
        }
      }
      assertThat(read).isEqualTo(ids);
    }
  }

  private static boolean seen(Viewer viewer, String id) {
    return viewer.of("message:" + id).size() == 1;
  }

  /** An id is taken when a row is made, and not when its transaction ends. */
  @Test
  void whatIsCommittedLateUnderAnEarlierIdIsNotMissed() throws Exception {
    try (Connection late = database();
        Statement statement = late.createStatement();
        Viewer viewer = new Viewer(null)) {
      ResultSet taken =
          statement.executeQuery("select nextval(pg_get_serial_sequence('audit_events', 'id'))");
      taken.next();
      long id = taken.getLong(1);
      String later = hub.send("intern", "C0LATER", "Hello").text("id");
      TestHub.until("the later one is seen", () -> viewer.of("message:" + later).size() == 1);

      statement.execute(
          "insert into audit_events (id, at, subject, verb, actor) overriding system value values ("
              + id
              + ", now(), 'test:late', 'test.late', 'tests')");

      TestHub.until("the late one is seen", () -> viewer.of("test:late").size() == 1);
      // Whoever resumes behind the later one has not seen the late one yet.
      String seen = String.valueOf(viewer.of("message:" + later).get(0).get("id"));
      assertThat(Long.parseLong(seen)).isGreaterThan(id);
      try (Viewer resumed = new Viewer(seen)) {
        TestHub.until("it is seen again", () -> resumed.of("test:late").size() == 1);
      }
    }
  }

  @Test
  void whoResumesBehindWhatIsForgottenBeginsWithWhatIsLeft() throws IOException {
    String gone = hub.send("intern", "C0FORGOTTEN", "first").text("id");
    long id = lastId();
    String left = hub.send("intern", "C0FORGOTTEN", "second").text("id");
    hub.sql("delete from audit_events where id = ?", id);

    try (Viewer viewer = new Viewer(Long.toString(id))) {
      TestHub.until("what is left", () -> viewer.of("message:" + left).size() == 1);
      assertThat(viewer.of("message:" + gone)).isEmpty();
    }
  }

  /** Rows of a restored dump carry the numbers of another server's transactions. */
  @Test
  void whatARestoreBroughtComesFirstAndHidesNothing() throws IOException {
    String old = hub.send("intern", "C0RESTORED", "old").text("id");
    hub.sql("update audit_events set xid = '9000000000' where subject = ?", "message:" + old);
    hub.restart();

    try (Viewer viewer = new Viewer("0")) {
      String fresh = hub.send("intern", "C0RESTORED", "fresh").text("id");
      TestHub.until("the fresh one", () -> viewer.of("message:" + fresh).size() == 1);
      assertThat(viewer.events.get(0)).containsEntry("subject", "message:" + old);
    }
  }

  @Test
  void aWrongLastEventIdIsRefused() {
    assertThat(
            hub.call("GET", "/api/v1/events", null, "admin-token", Map.of("Last-Event-ID", "x"))
                .status())
        .isEqualTo(422);
  }

  private static Connection database() throws SQLException {
    return DriverManager.getConnection(hub.access.url(), hub.access.user(), hub.access.password());
  }

  private static long lastId() {
    Object id = hub.get("/api/v1/audit?limit=1").items().get(0).get("id");
    return ((Number) Objects.requireNonNull(id)).longValue();
  }

  private static int burst() {
    for (int i = 0; i < 20; i++) {
      assertThat(hub.send("intern", "C0BURST", "n" + i).status()).isEqualTo(202);
    }
    return 20;
  }

  /** A reader of the stream in a thread of its own. */
  private static final class Viewer implements AutoCloseable {
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private final InputStream stream;

    Viewer(@Nullable String last) throws IOException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port + "/api/v1/events"))
              .header("Authorization", "Bearer admin-token");
      if (last != null) {
        request.header("Last-Event-ID", last);
      }
      try {
        stream =
            HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Scanner lines = new Scanner(stream, java.nio.charset.StandardCharsets.UTF_8);
      assertThat(lines.nextLine()).isEqualTo(": open");
      Thread reader = new Thread(() -> read(lines), "viewer");
      reader.setDaemon(true);
      reader.start();
    }

    private void read(Scanner lines) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("data: ")) {
          events.add(Json.object(line.substring("data: ".length())));
        }
      }
    }

    List<String> ids() {
      return events.stream().map(e -> String.valueOf(e.get("id"))).toList();
    }

    List<Map<String, Object>> of(String subject) {
      return events.stream().filter(e -> subject.equals(e.get("subject"))).toList();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
