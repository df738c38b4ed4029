package dev.caravan.message;

/** What is to be done with one part of a message on its platform. */
public sealed interface Deed {

  /** It is posted. */
  record Post() implements Deed {}

  /** The posted one gets another content. */
  record Edit(String platformId) implements Deed {}

  /** The posted one is taken back. */
  record Recall(String platformId) implements Deed {}
}
