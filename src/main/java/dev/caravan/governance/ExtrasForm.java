package dev.caravan.governance;

import dev.caravan.message.Attachment;
import dev.caravan.message.Extras;
import dev.caravan.message.Form;
import dev.caravan.message.Mention;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.message.Texts;
import dev.caravan.message.Word;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what goes with a text: files, who is notified, and an approved text in its place. */
final class ExtrasForm {
  private static final int MOST_ATTACHMENTS = 10;
  private static final int MOST_MENTIONS = 20;
  private static final int MOST_PARAMETERS = 50;
  private static final int LONGEST_ID = 255;

  /** As long as what else the hub takes for an address. */
  private static final int LONGEST_URL = 2_000;

  /** The most that WhatsApp takes (developers.facebook.com, message templates: name). */
  private static final int LONGEST_TEMPLATE_NAME = 512;

  /** The longest language tag that RFC 5646 §4.4.1 asks everybody to take. */
  private static final int LONGEST_LANGUAGE = 35;

  /** The most that a body with variables may hold in all (the same page: components). */
  private static final int LONGEST_PARAMETER = 1_024;

  /** Both names have at most 127 characters (RFC 6838 §4.2), of which none is a space. */
  private static final Pattern MIME_TYPE =
      Pattern.compile("[A-Za-z0-9][\\w.+!#$&^-]{0,126}/[A-Za-z0-9][\\w.+!#$&^-]{0,126}");

  /** No platform's id has more; above all none that would end a platform's own form of mention. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9@+][A-Za-z0-9@+._:/=~-]*");

  /** Where a name stands for a mention, these would notify a crowd without its grant. */
  private static final Set<String> CROWDS = Set.of("all", "channel", "everyone", "group", "here");

  private ExtrasForm() {}

  static Extras read(Form form) {
    return new Extras(
        attachments(form), mentions(form), form.flag("link_preview", false), template(form), null);
  }

  private static List<Attachment> attachments(Form form) {
    List<Attachment> attachments = new ArrayList<>();
    for (Form one : form.forms("attachments", MOST_ATTACHMENTS)) {
      String url = one.need("url", LONGEST_URL, "https://example.org/report.png");
      if (!url.isEmpty() && !isUrl(url)) {
        one.fault(
            "url",
            "not_a_url",
            "'url' is '%s'; write a whole http or https address without spaces, for example https://example.org/report.png."
                .formatted(Texts.shown(url)));
      }
      attachments.add(
          new Attachment(
              url, one.text("name", LONGEST_ID), mimeType(one), one.text("alt_text", 1_000)));
      one.refuseUnknown();
    }
    return attachments;
  }

  private static boolean isUrl(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static @Nullable String mimeType(Form attachment) {
    String type = attachment.text("mime_type", LONGEST_ID);
    if (type != null && !MIME_TYPE.matcher(type).matches()) {
      attachment.fault(
          "mime_type",
          "not_a_mime_type",
          "'mime_type' is '%s'; write a type and a subtype, for example image/png."
              .formatted(Texts.shown(type)));
    }
    return type;
  }

  private static List<Mention> mentions(Form form) {
    List<Mention> mentions = new ArrayList<>();
    for (Form one : form.forms("mentions", MOST_MENTIONS)) {
      String type = one.need("type", 16, "user");
      if (!type.isEmpty()) {
        one.word("type", Mention.Kind.class, Mention.Kind.USER);
      }
      String id = one.text("id", LONGEST_ID);
      Word.find(Mention.Kind.class, type)
          .map(kind -> new Mention(kind, id == null ? "" : id))
          .ifPresent(
              mention -> {
                check(one, mention);
                mentions.add(mention);
              });
      one.refuseUnknown();
    }
    return mentions;
  }

  private static void check(Form one, Mention mention) {
    String id = mention.id();
    if (mention.mass()) {
      if (one.has("id")) {
        one.fault(
            "id",
            "contradiction",
            "The type '%s' means nobody by name; leave 'id' out, or write the type user or role."
                .formatted(mention.kind().word()));
      }
    } else if (id.isBlank()) {
      one.fault(
          "id",
          "required",
          "A mention of a %s needs the 'id' by which the platform names them, for example \"U0ANNA\"."
              .formatted(mention.kind().word()));
    } else if (!ID.matcher(id).matches() || CROWDS.contains(name(id))) {
      one.fault(
          "id",
          "mention_form",
          "'id' is '%s'; write the id of one person or role as the platform has it, for example U0ANNA, or for everybody {\"type\": \"everyone\"}."
              .formatted(Texts.shown(id)));
    }
  }

  private static String name(String id) {
    return id.replaceAll("^@+", "").toLowerCase(Locale.ROOT);
  }

  private static @Nullable PlatformTemplate template(Form form) {
    Form one = form.form("platform_template");
    if (one == null) {
      return null;
    }
    PlatformTemplate template =
        new PlatformTemplate(
            one.need("name", LONGEST_TEMPLATE_NAME, "order_update"),
            one.need("language", LONGEST_LANGUAGE, "en_US"),
            one.texts("parameters", MOST_PARAMETERS, LONGEST_PARAMETER));
    one.refuseUnknown();
    return template;
  }
}
