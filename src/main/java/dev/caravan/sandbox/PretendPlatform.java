package dev.caravan.sandbox;

/** A platform pretended: the shapes it takes, and its own form of every error. */
public interface PretendPlatform {

  /** The platform's id; its real paths are served below {@code /sandbox/<id>/}. */
  String id();

  /** Judges a call by the real API's rules; changes nothing before it is accepted and performed. */
  Judged judge(Call call);

  /** Its own "too many requests". */
  Answer rateLimited(long retryAfterSeconds);

  /** Its own failure in which nothing was done. */
  Answer serverError();

  /** Its own refusal of a recipient for good. */
  Answer rejected();

  /** The same in the form that this call would get, where its methods differ in it. */
  default Answer rejected(Call call) {
    return rejected();
  }
}
