package dev.caravan.web.openapi;

import dev.caravan.message.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema in OpenAPI 3.0's terms; never changes, each method answers another one. */
final class Schema {
  private static final String COMPONENTS = "#/components/schemas/";

  private final Map<String, Object> words;

  private Schema(Map<String, Object> words) {
    this.words = words;
  }

  private static Schema type(String type) {
    return new Schema(Map.of("type", type));
  }

  /** Says nothing yet. */
  static Schema none() {
    return new Schema(Map.of());
  }

  /** Any text. */
  static Schema text() {
    return type("string");
  }

  /** A text of at most {@code max} characters. */
  static Schema text(int max) {
    return text().with("maxLength", max);
  }

  /** An id of the hub's own, a UUID. */
  static Schema uuid() {
    return text().with("format", "uuid");
  }

  /** A moment with its offset. */
  static Schema instant() {
    return text().with("format", "date-time");
  }

  /** A whole number. */
  static Schema whole() {
    return type("integer").with("format", "int64");
  }

  /** Any number. */
  static Schema number() {
    return type("number").with("format", "double");
  }

  /** True or false. */
  static Schema flag() {
    return type("boolean");
  }

  /** A duration as callers write it. */
  static Schema duration() {
    return duration(1, 315_360_000);
  }

  /** A duration within these bounds, in seconds, both included. */
  static Schema duration(long min, long max) {
    return oneOf(
        text().with("pattern", "^[0-9]{1,9}(ms|s|m|h|d)?$").example("2h"),
        whole().between(min, max));
  }

  /** One word of a closed set. */
  static <E extends Enum<E> & Word> Schema word(Class<E> set) {
    return words(Word.words(set));
  }

  /** One of some words. */
  static Schema words(List<String> words) {
    return text().with("enum", words);
  }

  /** A list. */
  static Schema list(Schema items) {
    return type("array").with("items", items.words);
  }

  /** An object with values of one kind under names of the writer's choice. */
  static Schema map(Schema values) {
    return type("object").with("additionalProperties", values.words);
  }

  /** Any object. */
  static Schema any() {
    return type("object").with("additionalProperties", true);
  }

  /** What stands under this name in the document. */
  static Schema ref(String name) {
    return new Schema(Map.of("$ref", COMPONENTS + name));
  }

  /** Exactly one of several. */
  static Schema oneOf(Schema... choices) {
    return new Schema(
        Map.of("oneOf", java.util.Arrays.stream(choices).map(Schema::shown).toList()));
  }

  /** An object with these values and no others. */
  static Schema object(List<Field> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach(f -> properties.put(f.name(), f.schema().words));
    List<String> required = fields.stream().filter(Field::required).map(Field::name).toList();
    Schema object = type("object").with("properties", properties);
    return (required.isEmpty() ? object : object.with("required", required))
        .with("additionalProperties", false);
  }

  /** As {@link #object(List)}. */
  static Schema object(Field... fields) {
    return object(List.of(fields));
  }

  /** With a sentence on what it means. */
  Schema about(String sentence) {
    // Beside a $ref everything else is ignored.
    return words.containsKey("$ref")
        ? new Schema(Map.of("allOf", List.of(words))).with("description", sentence)
        : with("description", sentence);
  }

  /** With a value that shows what is meant. */
  Schema example(Object value) {
    return with("example", value);
  }

  /** With the value that stands in where it is left out. */
  Schema usual(Object value) {
    return with("default", value);
  }

  /** At most so many items. */
  Schema most(int items) {
    return with("maxItems", items);
  }

  /** Within these bounds, both included. */
  Schema between(long min, long max) {
    return with("minimum", min).with("maximum", max);
  }

  /** The same, or null. */
  Schema nullable() {
    Schema nullable = with("nullable", true);
    if (words.get("enum") instanceof List<?> members) {
      List<@Nullable Object> more = new ArrayList<>(members);
      more.add(null);
      return nullable.with("enum", more);
    }
    return nullable;
  }

  /** With one keyword more, or with another value of it. */
  Schema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(words);
    more.put(keyword, value);
    return new Schema(more);
  }

  /** The schema as JSON has it. */
  Map<String, Object> shown() {
    return words;
  }
}
