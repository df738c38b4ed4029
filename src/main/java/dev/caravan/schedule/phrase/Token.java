package dev.caravan.schedule.phrase;

/**
 * One word of a phrase.
 *
 * @param raw as it was written
 * @param key what it is read as: a key of the table of words, or one of the kinds below; empty if
 *     unknown
 * @param value what the kind carries
 */
record Token(String raw, String key, Object value) {
  static final String COMMA = ",";
  static final String NUMBER = "#number";
  static final String ORDINAL = "#ordinal";
  static final String CLOCK = "#clock";
  static final String MINUTE_MARK = "#minute";
  static final String DATE = "#date";
  static final String MOMENT = "#moment";
  static final String ZONE = "#zone";
  static final String UNKNOWN = "";

  static Token word(String raw, String key) {
    return new Token(raw, key, raw);
  }

  boolean isUnknown() {
    return key.isEmpty();
  }

  int number() {
    return (Integer) value;
  }
}
