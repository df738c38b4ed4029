package dev.caravan.platform;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A kind of chat platform: what it can do, and into how many parts it splits a content. */
public interface Platform {

  /** The platform's id: its route's name and the {@code platform} of a connection. */
  String id();

  /** How it is known, and what its connections need. */
  Profile profile();

  /** What it can do. */
  Capabilities capabilities();

  /** What it can do through a connection like this; less where its credentials allow less. */
  default Capabilities capabilities(Connection.Endpoint endpoint) {
    return capabilities();
  }

  /**
   * How many messages this content becomes there; at least 1. Deterministic: a crash between two
   * parts resumes at the next one.
   */
  int parts(Content content);

  /**
   * How many of these messages are files; they follow the texts, and an edit leaves them as they
   * are.
   */
  default int files(Content content) {
    return (int) content.extras().attachments().stream().filter(this::isMessageOfItsOwn).count();
  }

  private boolean isMessageOfItsOwn(Attachment attachment) {
    Extras alone = new Extras(List.of(attachment), List.of(), false, null, null);
    return parts(new Content(".", Format.PLAIN, List.of(), alone)) > 1;
  }

  /** How long its route may take before it calls, as to get an access token. */
  default Duration prelude() {
    return Duration.ZERO;
  }

  /** Why this can never be a recipient there, in a sentence with an example; empty where it can. */
  Optional<String> recipientFault(String recipientId);

  /**
   * Why this can be no message's id there, as the hub keeps those of what it sent, in a sentence
   * with an example; empty where it may be one.
   */
  default Optional<String> messageIdFault(String platformId) {
    return Optional.empty();
  }

  /** Somebody to show a message for when nobody is named; of the form that the platform takes. */
  default String anybody() {
    return "preview";
  }

  /** Why this can never be a thread there, in a sentence with an example; empty where it can. */
  default Optional<String> threadFault(String threadId) {
    return capabilities().features().contains(Capabilities.Feature.THREADS)
        ? Optional.empty()
        : Optional.of(id() + " knows no threads; leave 'thread_id' out.");
  }
}
