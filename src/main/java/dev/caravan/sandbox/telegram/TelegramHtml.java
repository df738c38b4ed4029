package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses a text in Telegram's HTML as strictly as the Bot API's server does. */
final class TelegramHtml {
  private final String html;
  private final boolean strict;
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode entities = JsonNodeFactory.instance.arrayNode();
  private final Deque<TelegramTag> open = new ArrayDeque<>();
  private int at;

  private TelegramHtml(String html, boolean strict) {
    this.html = html;
    this.strict = strict;
  }

  /** The text is not HTML as Telegram takes it; the message names the byte. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Parses the whole text.
   *
   * @param strict whether an ampersand that begins no reference is refused, which the real server
   *     takes as itself
   */
  static TelegramHtml parse(String html, boolean strict) throws Malformed {
    TelegramHtml parser = new TelegramHtml(html, strict);
    parser.run();
    return parser;
  }

  String text() {
    return text.toString();
  }

  ArrayNode entities() {
    return entities;
  }

  private void run() throws Malformed {
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '&') {
        text.append(reference());
      } else if (c != '<') {
        text.append(c);
        at++;
      } else if (html.startsWith("</", at)) {
        close();
      } else {
        open();
      }
    }
    if (!open.isEmpty()) {
      throw malformed(
          "Can't find end tag corresponding to start tag \"" + open.peek().name() + "\"", at);
    }
  }

  private void open() throws Malformed {
    int begin = at++;
    String name = word(" \t\r\n>").toLowerCase(Locale.ROOT);
    if (at == html.length()) {
      throw malformed("Unclosed start tag", begin);
    }
    if (!TelegramTag.known(name)) {
      throw malformed("Unsupported start tag \"" + name + "\"", begin);
    }
    Map<String, String> attributes = new HashMap<>();
    skipSpace();
    while (peek(begin, name) != '>') {
      attribute(begin, name, attributes);
      skipSpace();
    }
    at++;
    TelegramTag tag = new TelegramTag(name, attributes, text.length());
    if (tag.isMeaninglessSpan()) {
      throw malformed("Tag \"span\" must have class \"tg-spoiler\"", begin);
    }
    open.push(tag);
  }

  private void attribute(int begin, String tag, Map<String, String> attributes) throws Malformed {
    String name = word(" \t\r\n=>/\"'").toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw malformed("Empty attribute name in the tag \"" + tag + "\"", begin);
    }
    skipSpace();
    if (peek(begin, tag) != '=') {
      if (tag.equals("blockquote") && name.equals("expandable")) {
        attributes.put(name, "");
        return;
      }
      throw malformed(
          "Expected equal sign in declaration of an attribute of the tag \"" + tag + "\"", begin);
    }
    at++;
    skipSpace();
    char quote = peek(begin, tag);
    if (quote != '"' && quote != '\'') {
      attributes.put(name, word(" \t\r\n>"));
      return;
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (peek(begin, tag) != quote) {
      value.append(html.charAt(at) == '&' ? reference() : String.valueOf(html.charAt(at++)));
    }
    at++;
    attributes.put(name, value.toString());
  }

  private void close() throws Malformed {
    int begin = at;
    if (open.isEmpty()) {
      throw malformed("Unexpected end tag", begin);
    }
    at += 2;
    String name = word(" \t\r\n>").toLowerCase(Locale.ROOT);
    skipSpace();
    if (at == html.length() || html.charAt(at) != '>') {
      throw malformed("Unclosed end tag", begin);
    }
    at++;
    TelegramTag tag = open.pop();
    if (!name.isEmpty() && !name.equals(tag.name())) {
      throw new Malformed(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(bytes(begin), tag.name(), name));
    }
    ObjectNode entity = tag.entity(text.length());
    if (entity != null) {
      entities.add(entity);
    }
  }

  /** The character that a reference stands for; leaves the position behind it. */
  private String reference() throws Malformed {
    Optional<TelegramReference> found = TelegramReference.at(html, at);
    if (found.isPresent()) {
      at = found.get().end();
      return found.get().meant();
    }
    if (strict) {
      throw malformed("Unsupported entity", at);
    }
    at++;
    return "&";
  }

  private String word(String enders) {
    int begin = at;
    while (at < html.length() && enders.indexOf(html.charAt(at)) < 0) {
      at++;
    }
    return html.substring(begin, at);
  }

  private void skipSpace() {
    while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
      at++;
    }
  }

  private char peek(int begin, String tag) throws Malformed {
    if (at >= html.length()) {
      throw malformed("Unclosed start tag \"" + tag + "\"", begin);
    }
    return html.charAt(at);
  }

  private Malformed malformed(String what, int position) {
    return new Malformed(what + " at byte offset " + bytes(position));
  }

  private int bytes(int position) {
    return html.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
  }
}
