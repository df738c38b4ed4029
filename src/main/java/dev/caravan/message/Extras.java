package dev.caravan.message;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a text.
 *
 * @param linkPreview whether the platform may show a preview of a link
 * @param template sent instead of the text where the platform's window is closed
 * @param answers the platform's own id of the message that this one answers to
 * @param wording which template the text comes from; null where its caller wrote it
 */
public record Extras(
    List<Attachment> attachments,
    List<Mention> mentions,
    boolean linkPreview,
    @Nullable PlatformTemplate template,
    @Nullable String answers,
    @Nullable Wording wording) {

  /** Nothing but the text. */
  public static final Extras NONE = new Extras(List.of(), List.of(), false, null, null);

  /** What goes with a text that its caller wrote. */
  public Extras(
      List<Attachment> attachments,
      List<Mention> mentions,
      boolean linkPreview,
      @Nullable PlatformTemplate template,
      @Nullable String answers) {
    this(attachments, mentions, linkPreview, template, answers, null);
  }

  public Extras {
    attachments = List.copyOf(attachments);
    mentions = List.copyOf(mentions);
  }

  /** The same without a template: the text is what is sent. */
  public Extras withoutTemplate() {
    return new Extras(attachments, mentions, linkPreview, null, answers, wording);
  }

  /** The same with a text of another origin. */
  public Extras worded(@Nullable Wording other) {
    return new Extras(attachments, mentions, linkPreview, template, answers, other);
  }

  /**
   * One text by which two of them are told apart, whatever commas their own texts hold; empty for
   * {@link #NONE}. Where the text comes from is none of what is sent.
   */
  public String fingerprint() {
    return worded(null).equals(NONE)
        ? ""
        : Fingerprint.of(
            each(attachments, a -> Fingerprint.of(a.url(), a.name(), a.mimeType(), a.altText())),
            each(mentions, m -> Fingerprint.of(m.kind().word(), m.id())),
            Boolean.toString(linkPreview),
            template == null
                ? null
                : Fingerprint.of(
                    template.name(), template.language(), each(template.parameters(), p -> p)),
            answers);
  }

  private static <T> String each(List<T> items, Function<T, String> told) {
    return Fingerprint.of(items.stream().map(told).toArray(String[]::new));
  }

  /** The same, as an answer to the message that the platform names {@code platformId}. */
  public Extras answering(String platformId) {
    return new Extras(attachments, mentions, linkPreview, template, platformId, wording);
  }
}
