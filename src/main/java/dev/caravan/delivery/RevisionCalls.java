package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Part;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import dev.caravan.platform.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * What a change asks of the platform, one call a part, in the parts' order: each text is edited, a
 * text that is not needed any more is recalled, files stay as they are.
 */
public record RevisionCalls(Revision revision, List<Delivery> calls) {
  public RevisionCalls {
    calls = List.copyOf(calls);
  }

  /**
   * How far the calls came.
   *
   * @param done how many the platform took
   * @param last how the last call ended; sent where all were taken
   * @param parts the message's parts as the platform names them now
   */
  public record Ran(int done, int of, Outcome last, List<Part> parts) {
    public Ran {
      parts = List.copyOf(parts);
    }

    /** Whether the platform took all of them. */
    public boolean whole() {
      return done == of;
    }
  }

  /**
   * The calls of a change; throws {@link Refused} where the parts that were sent do not do.
   *
   * @param recallable whether the connection can take a part back
   */
  public static RevisionCalls of(Revision revision, Platform platform, boolean recallable) {
    Content content = revision.content();
    int sent = parts(revision).size();
    if (sent == 0) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "not_named",
          platform.id() + " gave this message no id by which it could be found again.");
    }
    if (content == null) {
      return new RevisionCalls(revision, recalls(revision, 0, sent));
    }
    // A template cannot be edited into, and it was the text that was sent.
    Content said = content.withoutTemplate();
    int files = platform.files(said);
    int texts = sent - files;
    int needed = platform.parts(said) - files;
    checkLength(platform, recallable, needed, texts);
    Message edited = revision.before().message().withContent(said);
    List<Delivery> calls = new ArrayList<>();
    for (int part = 0; part < needed; part++) {
      calls.add(call(revision, edited, part, new Deed.Edit(id(revision, part))));
    }
    calls.addAll(recalls(revision, needed, texts));
    return new RevisionCalls(revision, calls);
  }

  private static void checkLength(Platform platform, boolean recallable, int needed, int texts) {
    if (needed > texts) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "content",
          "edit_too_long",
          "The new text needs %d messages on %s, but %d were sent; shorten it, or send the rest as a message of its own."
              .formatted(needed, platform.id(), texts));
    }
    if (needed < texts && !recallable) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "content",
          "edit_too_short",
          "The new text needs only %d of the %d messages that were sent, and %s cannot take the rest back; write a longer one."
              .formatted(needed, texts, platform.id()));
    }
  }

  private static List<Delivery> recalls(Revision revision, int from, int to) {
    List<Delivery> calls = new ArrayList<>();
    for (int part = from; part < to; part++) {
      // The message as it was sent, for only that has as many parts.
      Message message = revision.before().message();
      message = message.withContent(message.content().withoutTemplate());
      calls.add(call(revision, message, part, new Deed.Recall(id(revision, part))));
    }
    return calls;
  }

  /** The key is the change's own: under the message's the platform would take it for a repeat. */
  private static Delivery call(Revision revision, Message message, int part, Deed deed) {
    return new Delivery(message, part, 1, revision.id() + "." + part, deed);
  }

  private static List<Part> parts(Revision revision) {
    return revision.before().progress().delivered().parts();
  }

  private static String id(Revision revision, int part) {
    return parts(revision).get(part).platformMessageId();
  }

  /** Makes the calls, beginning with number {@code from}, until one is not taken. */
  public Ran run(Carrier carrier, int from) {
    List<Part> named = new ArrayList<>(parts(revision));
    Outcome last = new Outcome.Sent(List.of());
    int done = from;
    while (done < calls.size()) {
      last = carried(carrier, calls.get(done));
      if (!(last instanceof Outcome.Sent sent)) {
        return new Ran(done, calls.size(), last, named);
      }
      rename(named, done, sent);
      done++;
    }
    return new Ran(done, calls.size(), last, remaining(named));
  }

  /** A short-lived token may have ended before its time: its platform asks once for a new one. */
  private static Outcome carried(Carrier carrier, Delivery call) {
    Outcome outcome = carrier.carry(call);
    boolean renewed =
        outcome instanceof Outcome.Retry retry && retry.reason() == Reason.CREDENTIAL_REFUSED;
    return renewed
        ? carrier.carry(new Delivery(call.message(), call.part(), 2, call.key(), call.deed()))
        : outcome;
  }

  /** Some platforms name an edited message anew. */
  private void rename(List<Part> named, int part, Outcome.Sent sent) {
    boolean edited = calls.get(part).deed() instanceof Deed.Edit;
    if (edited && !sent.platformIds().isEmpty()) {
      String id = sent.platformIds().get(0);
      if (Texts.unstorable(id).isEmpty()) {
        named.set(part, new Part(id, named.get(part).sentAt()));
      }
    }
  }

  /** An edited message has no parts any more that were recalled; a recalled one keeps its own. */
  private List<Part> remaining(List<Part> named) {
    List<Part> remaining = new ArrayList<>();
    for (int part = 0; part < named.size(); part++) {
      boolean gone =
          revision.content() != null
              && part < calls.size()
              && calls.get(part).deed() instanceof Deed.Recall;
      if (!gone) {
        remaining.add(named.get(part));
      }
    }
    return remaining;
  }
}
