package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.message.Part;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Platform;
import dev.caravan.store.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a change asks of a platform, part by part. */
class RevisionCallsTest {
  private static final Outcome SENT = new Outcome.Sent(List.of());
  private static final Outcome AWAY = new Outcome.Retry(Reason.SERVER_ERROR, "Away.", null);
  private static final Outcome STALE =
      new Outcome.Retry(Reason.CREDENTIAL_REFUSED, "The token has ended.", null);

  private static final Platform PLATFORM = new Barred(Set.of(Feature.EDIT, Feature.RECALL));

  private final List<Delivery> made = new ArrayList<>();

  @Test
  void eachTextIsEditedAndTheFilesStay() {
    Revision revision = change(content("a|b", 1), content("c|d", 1), 3);

    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    assertThat(calls.calls())
        .extracting(Delivery::deed)
        .containsExactly(new Deed.Edit("id0"), new Deed.Edit("id1"));
    assertThat(calls.calls()).extracting(Delivery::text).containsOnly("c|d");
    assertThat(ids(calls.run(answering(SENT, SENT), 0))).containsExactly("id0", "id1", "id2");
  }

  @Test
  void textsThatAreNotNeededAreRecalledAndLeaveTheMessage() {
    Revision revision = change(content("a|b|c", 1), content("d", 1), 4);

    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    assertThat(calls.calls())
        .extracting(Delivery::deed)
        .containsExactly(new Deed.Edit("id0"), new Deed.Recall("id1"), new Deed.Recall("id2"));
    assertThat(ids(calls.run(answering(SENT, SENT, SENT), 0))).containsExactly("id0", "id3");
  }

  @Test
  void aRecallTakesFilesBackToo() {
    Revision revision = change(content("a", 2), null, 3);

    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    assertThat(calls.calls())
        .extracting(Delivery::deed)
        .containsExactly(new Deed.Recall("id0"), new Deed.Recall("id1"), new Deed.Recall("id2"));
    assertThat(ids(calls.run(answering(SENT, SENT, SENT), 0))).hasSize(3);
  }

  @Test
  void aTextThatNeedsMoreMessagesIsRefusedWithTheNumbers() {
    Refused refused = refused(content("a", 0), content("b|c", 0), 1, true);

    assertThat(refused.faults().get(0).code()).isEqualTo("edit_too_long");
    assertThat(refused).hasMessageContaining("needs 2 messages").hasMessageContaining("but 1 were");
  }

  @Test
  void aTextThatNeedsFewerIsRefusedWhereTheRestCannotBeTakenBack() {
    Refused refused = refused(content("a|b", 0), content("c", 0), 2, false);

    assertThat(refused.faults().get(0).code()).isEqualTo("edit_too_short");
  }

  @Test
  void aMessageWithoutIdsCannotBeFoundAgain() {
    Refused refused = refused(content("a", 0), content("b", 0), 0, true);

    assertThat(refused.faults().get(0).code()).isEqualTo("not_named");
  }

  @Test
  void theFirstCallThatIsNotTakenIsTheLast() {
    Revision revision = change(content("a|b|c", 0), content("d|e|f", 0), 3);
    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    RevisionCalls.Ran ran = calls.run(answering(SENT, AWAY, SENT), 0);

    assertThat(ran.whole()).isFalse();
    assertThat(ran.done()).isEqualTo(1);
    assertThat(ran.last()).isEqualTo(AWAY);
    assertThat(made).hasSize(2);
  }

  @Test
  void whatWasTakenBeforeIsNotAskedForAgain() {
    Revision revision = change(content("a|b|c", 0), content("d|e|f", 0), 3);
    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    RevisionCalls.Ran ran = calls.run(answering(SENT), 2);

    assertThat(ran.whole()).isTrue();
    assertThat(made).extracting(Delivery::part).containsExactly(2);
  }

  @Test
  void anEditedMessageMayHaveAnotherIdAfterwards() {
    Revision revision = change(content("a|b", 0), content("c|d", 0), 2);
    RevisionCalls calls = RevisionCalls.of(revision, PLATFORM, true);

    RevisionCalls.Ran ran = calls.run(answering(new Outcome.Sent(List.of("new0")), AWAY), 0);

    assertThat(ids(ran)).containsExactly("new0", "id1");
  }

  @Test
  void aTokenThatEndedIsRenewedOnce() {
    RevisionCalls calls =
        RevisionCalls.of(change(content("a", 0), content("b", 0), 1), PLATFORM, true);

    assertThat(calls.run(answering(STALE, SENT), 0).whole()).isTrue();
    assertThat(calls.run(answering(STALE, STALE), 0).last()).isEqualTo(STALE);
    assertThat(made).extracting(Delivery::attempt).containsExactly(1, 2, 1, 2);
  }

  @Test
  void aChangesKeysAreItsOwn() {
    Content content = content("b", 0);
    Revision first = change(content("a", 0), content, 1);
    Revision second = change(content("a", 0), content, 1);

    String key = RevisionCalls.of(first, PLATFORM, true).calls().get(0).key();

    assertThat(key)
        .isNotEqualTo(RevisionCalls.of(second, PLATFORM, true).calls().get(0).key())
        .isNotEqualTo(first.messageId() + ".0");
  }

  /** A carrier that gives these answers, one a call. */
  private Carrier answering(Outcome... outcomes) {
    List<Outcome> left = new ArrayList<>(List.of(outcomes));
    return delivery -> {
      made.add(delivery);
      return left.remove(0);
    };
  }

  private static Refused refused(Content before, Content after, int parts, boolean recallable) {
    Revision revision = change(before, after, parts);
    return catchThrowableOfType(
        Refused.class, () -> RevisionCalls.of(revision, PLATFORM, recallable));
  }

  private static List<String> ids(RevisionCalls.Ran ran) {
    return ran.parts().stream().map(Part::platformMessageId).toList();
  }

  /** A text, a part for each bar in it, with as many files. */
  private static Content content(String text, int files) {
    List<Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      attachments.add(new Attachment("https://example.com/" + i + ".pdf", null, null, null));
    }
    return new Content(
        text, Format.PLAIN, List.of(), new Extras(attachments, List.of(), false, null, null));
  }

  /** A change of a message that was sent in so many parts. */
  private static Revision change(Content before, @Nullable Content after, int parts) {
    return new Revision(Ids.next(), Rows.sent(before, parts), after, "tests", null);
  }
}
