package dev.caravan.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a text.
 *
 * @param linkPreview whether the platform may show a preview of a link
 * @param template sent instead of the text where the platform's window is closed
 * @param answers the platform's own id of the message that this one answers to
 */
public record Extras(
    List<Attachment> attachments,
    List<Mention> mentions,
    boolean linkPreview,
    @Nullable PlatformTemplate template,
    @Nullable String answers) {

  /** Nothing but the text. */
  public static final Extras NONE = new Extras(List.of(), List.of(), false, null, null);

  public Extras {
    attachments = List.copyOf(attachments);
    mentions = List.copyOf(mentions);
  }

  /** The same, as an answer to the message that the platform names {@code platformId}. */
  public Extras answering(String platformId) {
    return new Extras(attachments, mentions, linkPreview, template, platformId);
  }
}
