import { type Command, Help, type Option } from 'commander';
import type { Translate } from '../report/messages/messages.ts';

/** Makes the help of `program`, and of the commands that are added to it from now on, speak the language of `t`. */
export function localizeHelp(program: Command, t: Translate): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': t('help.usageTitle'),
    'Arguments:': t('help.argumentsTitle'),
    'Options:': t('help.optionsTitle'),
    'Commands:': t('help.commandsTitle'),
  };
  return program
    .description(t('help.program'))
    .helpOption('-h, --help', t('help.help'))
    .helpCommand('help [command]', t('help.helpCommand'))
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      commandUsage: (command) => placesNamed(Help.prototype.commandUsage(command), t),
      optionDescription: (option) => described(option, t),
    });
}

/** `[options]` and `[command]` in the language of `t`. */
function placesNamed(usage: string, t: Translate): string {
  return usage.replace('[options]', `[${t('help.options')}]`).replace('[command]', `[${t('help.command')}]`);
}

function described(option: Option, t: Translate): string {
  const { description, argChoices, defaultValue, defaultValueDescription } = option;
  const more = [
    ...(argChoices ? [t('help.choices', { choices: argChoices.join(', ') })] : []),
    ...(defaultValue === undefined
      ? []
      : [t('help.default', { value: defaultValueDescription ?? String(defaultValue) })]),
  ];
  return more.length > 0 ? `${description} (${more.join('; ')})` : description;
}
