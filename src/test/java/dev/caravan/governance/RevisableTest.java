package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Format;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Part;
import dev.caravan.message.Progress;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Profile;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Not every platform can change what was sent. */
class RevisableTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Map<String, String> YOUNG = Map.of("age", "young");
  private static final Connections CONNECTIONS = new Connections();
  private static Database database;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    CONNECTIONS.replace(List.of(connection("pigeons", Map.of()), connection("fledglings", YOUNG)));
  }

  private static Connection connection(String name, Map<String, String> credentials) {
    return new Connection(
        name,
        "pigeon",
        true,
        new Connection.Endpoint(true, "http://127.0.0.1:9", credentials),
        new Connection.Traffic(
            List.of(), List.of(), 0.9, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(3)));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aPlatformThatCannotEditSaysSo() {
    assertThat(refused(Set.of(Feature.RECALL), Feature.EDIT, "pigeons"))
        .isEqualTo("edit_unsupported");
  }

  @Test
  void aPlatformThatCannotRecallSaysSo() {
    assertThat(refused(Set.of(Feature.EDIT), Feature.RECALL, "pigeons"))
        .isEqualTo("recall_unsupported");
  }

  @Test
  void aConnectionThatIsNotConfiguredAnyMoreIsNamed() {
    assertThat(refused(Set.of(Feature.EDIT), Feature.EDIT, "doves")).isEqualTo("connection_gone");
  }

  @Test
  void aConnectionMayBeAbleToLessThanItsPlatform() {
    assertThat(refused(Set.of(Feature.EDIT), Feature.EDIT, "fledglings"))
        .isEqualTo("edit_unsupported");
  }

  @Test
  void aPlatformThatCanIsFound() {
    assertThat(revisable(Set.of(Feature.EDIT)).platform(sent("pigeons"), Feature.EDIT).id())
        .isEqualTo("pigeon");
  }

  private static String refused(Set<Feature> can, Feature wanted, String connection) {
    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> revisable(can).platform(sent(connection), wanted));
    assertThat(refused.kind()).isEqualTo(Refused.Kind.CONFLICT);
    return refused.faults().get(0).code();
  }

  private static Revisable revisable(Set<Feature> can) {
    return new Revisable(
        new Platforms(List.of(new Pigeon(can))),
        new PausesTable(database.jdbi(), new MovedClock()),
        new Approvals.Settings(Duration.ofHours(1), false, CONNECTIONS));
  }

  private static StoredMessage sent(String connection) {
    Message message =
        new Message(
            Ids.next(),
            new Sender("default", Ids.next(), "tester", Maturity.AUTONOMOUS, Origin.SEND, "tests"),
            new Target("pigeon", connection, true, "loft", null),
            new Content("Coo", Format.PLAIN, List.of()),
            new Message.Outline(Terms.ORDINARY, new Notes(Map.of(), Map.of(), "c", null)),
            NOW);
    return new StoredMessage(
        message,
        new Progress(
            Status.SENT,
            Decision.open(new Decision.Policy("test", "hash"), NOW),
            new Progress.Human(null, null, null),
            new Progress.Waiting(null, false, null),
            new Progress.Delivered(List.of(new Part("1", NOW)), NOW, 1, null, null),
            NOW));
  }

  private record Pigeon(Set<Feature> features) implements Platform {
    @Override
    public Profile profile() {
      return new Profile("Pigeon", "nowhere", "", Account.of("", Set.of(), Set.of()));
    }

    @Override
    public String id() {
      return "pigeon";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(
          100,
          Capabilities.TextUnit.BYTES,
          new Capabilities.Actions(0, 0),
          features,
          new Capabilities.Traffic(List.of(), List.of()),
          Capabilities.Lifetimes.NONE);
    }

    @Override
    public Capabilities capabilities(Connection.Endpoint endpoint) {
      return endpoint.credentials().equals(YOUNG)
          ? new Pigeon(Set.of()).capabilities()
          : capabilities();
    }

    @Override
    public int parts(Content content) {
      return 1;
    }

    @Override
    public Optional<String> recipientFault(String recipientId) {
      return Optional.empty();
    }
  }
}
