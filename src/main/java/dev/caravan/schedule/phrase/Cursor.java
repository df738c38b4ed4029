package dev.caravan.schedule.phrase;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place in a phrase, which goes forward over what is understood. */
final class Cursor {
  private static final String NUMBERS = "number.";

  private final List<Token> tokens;
  private int at;
  private int reached;

  Cursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  int at() {
    return at;
  }

  void goTo(int place) {
    at = place;
  }

  /** How far any reader has come. */
  int reached() {
    return reached;
  }

  boolean ended() {
    return at >= tokens.size();
  }

  /** The word here; one of no kind where the phrase has ended. */
  Token here() {
    return ended() ? Token.word("", "#end") : tokens.get(at);
  }

  boolean is(String key) {
    return here().key().equals(key);
  }

  /** The word that was taken last. */
  Token before() {
    return tokens.get(at - 1);
  }

  /** Goes over the word here. */
  Token take() {
    Token taken = tokens.get(at);
    at++;
    reached = Math.max(reached, at);
    return taken;
  }

  /** Goes over the word here if it is one of these. */
  boolean take(String... keys) {
    for (String key : keys) {
      if (is(key)) {
        take();
        return true;
      }
    }
    return false;
  }

  /** Goes over these words if all of them follow. */
  boolean takeAll(String... keys) {
    int begin = at;
    for (String key : keys) {
      if (!take(key)) {
        at = begin;
        return false;
      }
    }
    return true;
  }

  /** Goes over the word here if its key begins so, and says how the key goes on. */
  @Nullable String takeGroup(String prefix) {
    String key = here().key();
    if (!key.startsWith(prefix)) {
      return null;
    }
    take();
    return key.substring(prefix.length());
  }

  /** A number in figures or as a word. */
  @Nullable Integer takeNumber() {
    if (is(Token.NUMBER)) {
      return take().number();
    }
    String written = takeGroup(NUMBERS);
    return written == null ? null : Integer.valueOf(written);
  }

  /** What stands before a further item of a list: a comma, an "and", or both. */
  boolean takeSeparator() {
    boolean comma = take(Token.COMMA);
    return take("and") || comma;
  }

  /** What the reader finds, or the place left as it was. */
  <T> @Nullable T maybe(Supplier<@Nullable T> reader) {
    int begin = at;
    T found = reader.get();
    if (found == null) {
      at = begin;
    }
    return found;
  }

  /** The words from a place to here, as they were written. */
  List<String> since(int place) {
    return tokens.subList(place, at).stream().map(Token::raw).distinct().toList();
  }

  /** The words from here on that are in no table and no city. */
  List<String> unknown() {
    return tokens.subList(at, tokens.size()).stream()
        .filter(Token::isUnknown)
        .map(Token::raw)
        .filter(raw -> Zones.city(raw).isEmpty())
        .distinct()
        .toList();
  }

  /** The word at a place. */
  Token token(int place) {
    return tokens.get(place);
  }

  /** A cursor over the same words, at their beginning. */
  Cursor again() {
    return new Cursor(tokens);
  }

  int size() {
    return tokens.size();
  }
}
