"""The forms of logging in and of guarding an account: allauth's, in our words. Named in the setting ACCOUNT_FORMS."""

from allauth.account import forms as allauth

from .wording import Worded


class LogInForm(Worded, allauth.LoginForm):
    pass


class RequestLogInCodeForm(Worded, allauth.RequestLoginCodeForm):
    pass


class ConfirmLogInCodeForm(Worded, allauth.ConfirmLoginCodeForm):
    pass


class VerifyEmailForm(Worded, allauth.ConfirmEmailVerificationCodeForm):
    pass


class ChangeEmailForm(Worded, allauth.ChangeEmailForm):
    """Another address, before the first one was verified."""


class NewEmailForm(Worded, allauth.AddEmailForm):
    """Another address for a member."""


class RequestResetForm(Worded, allauth.ResetPasswordForm):
    pass


class ConfirmResetCodeForm(Worded, allauth.ConfirmPasswordResetCodeForm):
    pass


class NewPasswordForm(Worded, allauth.ResetPasswordKeyForm):
    """The new password after a reset."""


class ChangePasswordForm(Worded, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, allauth.SetPasswordForm):
    """A first password, for an account that was made without one."""


class ReauthenticateForm(Worded, allauth.ReauthenticateForm):
    pass
