package dev.caravan.platform;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Extras;
import dev.caravan.message.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Contents as nobody should write them, the same for the same seed. */
final class Chatter {
  private static final int LARGEST = 100_000;

  /** What would notify somebody on one platform or another, and what breaks out of markup. */
  private static final List<String> MENTIONS =
      List.of(
          "@everyone",
          "@here",
          "@channel",
          "@all",
          "@ann_b",
          "@**ann_b**",
          "@~~ann_b~~",
          "@_ann_b_",
          "&#64;all",
          "@&#x61;ll",
          "&commat;channel",
          "<!here>",
          "<!channel>",
          "<!everyone>",
          "<@U0123ABCD>",
          "<@123456789012345678>",
          "<@!123456789012345678>",
          "<@&987654321098765432>",
          "<#C0123>",
          "<!subteam^S0123>",
          "<users/all>",
          "<users/123>",
          "<at>Ann</at>",
          "{user1}",
          "@[123456:0]",
          "@491701234567",
          "@+491701234567",
          "tg://user?id=5",
          "<!date^1^x|y>");

  private static final List<String> SCRIPTS =
      List.of(
          "👩\u200D👩\u200D👧\u200D👦",
          "👍🏽",
          "🇩🇪",
          "☃\uFE0F",
          "שלום",
          "مرحبا",
          "\u202Eabc\u202C",
          "\u200F",
          "a\u200Bb",
          "\u2060",
          "\uFEFFx",
          "e\u0301\u0302\u0323",
          "漢字かな",
          "𝔘𝔫𝔦",
          "ﷺ",
          "Ａ１",
          "\u00A0y",
          "Z\u0335\u0321a",
          "ß",
          "İ");

  private static final List<String> SIGNS =
      List.of(
          "&",
          "<",
          ">",
          "&amp;",
          "&#64;",
          "*",
          "**",
          "_",
          "~~",
          "|",
          "||",
          "`",
          "\\",
          "\"",
          "'",
          "%s",
          "%0A",
          "${body}",
          "{{x}}",
          "$1",
          "[",
          "](",
          ")",
          "#",
          "=",
          "+",
          "- ",
          "!",
          "</pre>",
          "</b>",
          "]]>",
          "<b>",
          "<!--",
          "\\u0041",
          "1.",
          "https://example.org/a_b?c=1&d=*2*",
          "mailto:a@example.org");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> words = new ArrayList<>();

  private Chatter(long seed) {
    random = new Random(seed);
  }

  /**
   * A content.
   *
   * @param words what must be read in this order, whatever the markup makes of the rest
   */
  record Said(Content content, List<String> words) {}

  /** One in fifty is up to 100 KB, one in eight some pages, the others some lines. */
  static Said said(long seed) {
    Chatter chatter = new Chatter(seed);
    boolean markdown = chatter.random.nextInt(5) < 3;
    int size = chatter.size();
    chatter.word();
    while (chatter.text.length() < size) {
      if (markdown) {
        chatter.markdown();
      } else {
        chatter.plain();
      }
    }
    Content content =
        new Content(
            chatter.text.toString(),
            markdown ? Format.MARKDOWN : Format.PLAIN,
            chatter.actions(),
            chatter.extras());
    return new Said(content, chatter.words);
  }

  private int size() {
    int kind = random.nextInt(100);
    return kind < 2 ? random.nextInt(LARGEST - 2_000) : random.nextInt(kind < 14 ? 8_000 : 400);
  }

  private List<Action> actions() {
    return switch (random.nextInt(20)) {
      case 0 -> List.of(Deliveries.buttons(1 + random.nextInt(40)));
      case 1 -> List.of(Deliveries.select(1 + random.nextInt(120)));
      default -> List.of();
    };
  }

  private Extras extras() {
    if (random.nextInt(20) > 0) {
      return Extras.NONE;
    }
    return new Extras(
        List.of(
            new Attachment("https://example.org/a.png", "a @everyone.png", "image/png", "A"),
            new Attachment("https://example.org/b.pdf", null, "application/pdf", null),
            new Attachment("https://example.org/c.txt", "<!here>", null, null)),
        List.of(),
        /* linkPreview= */ false,
        /* template= */ null,
        /* answers= */ null);
  }

  private void plain() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> word();
      case 4 -> text.append(any(MENTIONS));
      case 5, 6 -> text.append(any(SCRIPTS));
      case 7 -> text.append(any(SIGNS));
      case 8 -> text.append("\n".repeat(1 + random.nextInt(3)));
      case 9 -> text.append("x".repeat(1 + random.nextInt(300)));
      case 10 -> text.append("\t ");
      default -> text.append(' ');
    }
  }

  private void markdown() {
    switch (random.nextInt(20)) {
      case 0 -> block("# ");
      case 1 -> block("> ");
      case 2 -> block("> > - ");
      case 3 -> block("- ");
      case 4 -> block("  - ");
      case 5 -> block("12. ");
      case 6 -> fence();
      case 7 -> text.append("\n\n---\n\n");
      case 8 -> text.append("\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n");
      case 9 -> text.append("\n\n[ref]: https://example.org/r\n\n");
      case 10 -> around("**", "**");
      case 11 -> around("_**", "_**");
      case 12 -> around("~~", "~~");
      case 13 -> around("`", "`");
      case 14 ->
          around(
              "[",
              any(List.of("](https://example.org/?a=1&b=(2))", "](!here)", "](tg://user?id=5)")));
      case 15 -> around("![", "](https://example.org/i.png)");
      case 16 -> text.append(' ').append(any(MENTIONS)).append(' ');
      case 17 -> text.append(' ').append(any(SCRIPTS)).append(' ');
      case 18 ->
          text.append(' ')
              .append(any(List.of("*", "_", "**", "~~", "[", "](", "<b>", "\\", "&lt;", "<!--")))
              .append(' ');
      default -> sentence();
    }
  }

  /** What begins a line. */
  private void block(String mark) {
    text.append('\n').append(mark);
    word();
    text.append(random.nextBoolean() ? "\n" : "\n\n");
  }

  /** Some are never closed. */
  private void fence() {
    String mark = random.nextBoolean() ? "```" : "~~~~";
    text.append("\n\n").append(mark).append(random.nextBoolean() ? "java\n" : "\n");
    for (int line = random.nextInt(30); line >= 0; line--) {
      text.append("  ");
      word();
      text.append(any(MENTIONS)).append(" < & `` */\n");
    }
    text.append(random.nextInt(4) == 0 ? "\n" : mark + "\n\n");
  }

  private void around(String before, String after) {
    text.append(' ').append(before);
    word();
    // One in six is left open.
    text.append(random.nextInt(6) == 0 ? "" : after).append(' ');
  }

  private void sentence() {
    for (int count = random.nextInt(12); count >= 0; count--) {
      text.append(' ');
      word();
    }
  }

  /** A word that no other is a part of. */
  private void word() {
    String word = "w" + words.size() + "q";
    words.add(word);
    text.append(word);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
