package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Wanted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is posted, edited and recalled on every platform, as its pretend one sees it. */
class EveryDeedTest {
  private static final String IDS = "dev.caravan.platform.Samples#ids";
  private static final FarSide SANDBOX = FarSide.start(0);
  private static final Content OLD = Deliveries.markdown("An **old** text");
  private static final Content NEW = Deliveries.plain("A new text");

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void an_edited_message_says_the_new_text(String id) {
    Wire wire = wire(id);
    Message message = wire.message(OLD);
    Deed.Edit edit = new Deed.Edit(posted(wire, message));
    if (cannot(wire, Feature.EDIT, message, edit)) {
      return;
    }
    assertThat(wire.carry(message.withContent(NEW), 0, edit)).isInstanceOf(Sent.class);
    assertThat(arrived(id).arrival().text()).isEqualTo(NEW.text());
    assertThat(arrived(id).editedAt()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void a_recalled_message_is_gone(String id) {
    Wire wire = wire(id);
    Message message = wire.message(OLD);
    Deed.Recall recall = new Deed.Recall(posted(wire, message));
    if (cannot(wire, Feature.RECALL, message, recall)) {
      return;
    }
    assertThat(wire.carry(message, 0, recall)).isInstanceOf(Sent.class);
    assertThat(arrived(id).deleted()).isTrue();
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void an_answer_to_a_message_arrives(String id) {
    Wire wire = wire(id);
    String first = posted(wire, wire.message(OLD));
    Content answer =
        new Content(NEW.text(), NEW.format(), NEW.actions(), NEW.extras().answering(first));
    assertThat(wire.carry(wire.message(answer), 0, new Deed.Post())).isInstanceOf(Sent.class);
    assertThat(arrived(id).arrival().text()).isEqualTo(NEW.text());
  }

  @ParameterizedTest
  @MethodSource(IDS)
  void the_probe_says_whose_the_credential_is(String id) {
    Wire wire = wire(id);
    wire.platform()
        .probe(wire.connection())
        .ifPresent(
            call -> assertThat(wire.platform().probed(wire.answer(call))).isInstanceOf(Sent.class));
  }

  /** Where the platform does not know the deed, it says so before anything is written. */
  private static boolean cannot(Wire wire, Feature feature, Message message, Deed deed) {
    if (wire.platform().capabilities().features().contains(feature)) {
      return false;
    }
    assertThatThrownBy(() -> wire.carry(message, 0, deed)).isInstanceOf(NotSent.class);
    return true;
  }

  private static Wire wire(String id) {
    return new Wire(id, "http://127.0.0.1:" + SANDBOX.port());
  }

  private static String posted(Wire wire, Message message) {
    SANDBOX.received().clear(Wanted.ALL);
    Outcome outcome = wire.carry(message, 0, new Deed.Post());
    assertThat(outcome).isInstanceOf(Sent.class);
    return ((Sent) outcome).platformIds().get(0);
  }

  private static ReceivedMessage arrived(String id) {
    var all = SANDBOX.received().list(new Wanted(id, null), 0, 10);
    return all.get(all.size() - 1);
  }
}
