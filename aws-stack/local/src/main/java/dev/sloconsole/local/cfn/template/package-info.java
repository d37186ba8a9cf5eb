/**
 * CloudFormation's template language: reading YAML and JSON, parameters, conditions and intrinsic functions. Read
 * {@link dev.sloconsole.local.cfn.template.Template} first. Pure values and functions: no stack, no clock, no thread.
 */
@NullMarked
package dev.sloconsole.local.cfn.template;

import org.jspecify.annotations.NullMarked;
