/**
 * Texts with variables: mustache, compiled once and rendered with plain values alone, and the named
 * templates with all of their versions.
 */
@NullMarked
package dev.caravan.template;

import org.jspecify.annotations.NullMarked;
