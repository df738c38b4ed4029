package dev.caravan.web.openapi;

/** A named value of an object, or a parameter of a call. */
record Field(String name, Schema schema, boolean required) {

  /** One that must be there. */
  static Field need(String name, Schema schema, String about) {
    return new Field(name, schema.about(about), true);
  }

  /** One that may be left out. */
  static Field may(String name, Schema schema, String about) {
    return new Field(name, schema.about(about), false);
  }
}
