from .entrance import (
    ChangeEmailForm,
    ChangePasswordForm,
    ConfirmLogInCodeForm,
    ConfirmResetCodeForm,
    LogInForm,
    NewEmailForm,
    NewPasswordForm,
    ReauthenticateForm,
    RequestLogInCodeForm,
    RequestResetForm,
    SetPasswordForm,
    VerifyEmailForm,
)
from .join import JoinForm
from .profile import CloseForm, ProfileForm

__all__ = [
    "ChangeEmailForm",
    "ChangePasswordForm",
    "CloseForm",
    "ConfirmLogInCodeForm",
    "ConfirmResetCodeForm",
    "JoinForm",
    "LogInForm",
    "NewEmailForm",
    "NewPasswordForm",
    "ProfileForm",
    "ReauthenticateForm",
    "RequestLogInCodeForm",
    "RequestResetForm",
    "SetPasswordForm",
    "VerifyEmailForm",
]
