package dev.caravan.delivery;

import dev.caravan.message.Attachment;
import dev.caravan.message.Extras;
import dev.caravan.message.Failover;
import dev.caravan.message.Mention;
import dev.caravan.message.Message;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.message.Wording;
import dev.caravan.store.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes with a text, and where a message may go instead, as its row keeps them. */
record ExtrasJson(
    List<Attachment> attachments,
    List<Mention> mentions,
    boolean linkPreview,
    @Nullable PlatformTemplate template,
    @Nullable String answers,
    @Nullable Failover failover,
    @Nullable FromTemplate from) {
  private static final ExtrasJson NONE =
      new ExtrasJson(List.of(), List.of(), false, null, null, null, null);

  /** The version of a named template that made the text. */
  record FromTemplate(String name, int version) {}

  /** The row's text; an empty object where there is nothing to keep. */
  static String write(Message message) {
    Extras extras = message.content().extras();
    FromTemplate from = from(extras.wording());
    boolean mere = extras.worded(null).equals(Extras.NONE);
    return mere && message.failover() == null && from == null
        ? "{}"
        : Json.write(
            new ExtrasJson(
                extras.attachments(),
                extras.mentions(),
                extras.linkPreview(),
                extras.template(),
                extras.answers(),
                message.failover(),
                from));
  }

  private static @Nullable FromTemplate from(@Nullable Wording wording) {
    return wording instanceof Wording.Rendered made && made.name() != null
        ? new FromTemplate(made.name(), made.version())
        : null;
  }

  static ExtrasJson read(String json) {
    return json.equals("{}") ? NONE : Json.read(json, ExtrasJson.class);
  }

  Extras extras() {
    return new Extras(
        attachments,
        mentions,
        linkPreview,
        template,
        answers,
        from == null ? null : new Wording.Rendered(from.name(), from.version(), null));
  }
}
