package dev.caravan.message;

/** How a text is to be read before a platform's own dialect is made of it. */
public enum Format implements Word {
  PLAIN,
  MARKDOWN
}
